package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.Answer;

/**
 * {@code GET /v2/}: whether there is a registry that knows us (OCI distribution specification,
 * "Determining Support", end-1).
 */
record BaseRequest(RegistryClient client) {
  void get() {
    Answer answer = client.send(Call.get("", "", null));
    if (answer.status() != 200) {
      throw client.refusals().refused("the registry", answer);
    }
  }
}
