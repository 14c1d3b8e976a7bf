package dev.clickdeploy.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The demo's organization, project and service, made through the REST API or found again from an
 * earlier demo.
 */
record DemoAccount(Secret token, String service, Secret webhookSecret) {

  static DemoAccount of(ApiClient api, Secret admin, DemoSource source, DemoState state) {
    Secret token =
        state
            .secret("token")
            .filter(
                t -> state.get("project").filter(p -> api.exists(t, "/projects/" + p)).isPresent())
            .orElseGet(() -> register(api, admin, state));
    String key = source.url() + "@" + source.ref();
    if (!state.get("service " + key).filter(s -> api.exists(token, "/services/" + s)).isPresent()) {
      createService(api, token, source, state, key);
    }
    return new DemoAccount(
        token,
        state.get("service " + key).orElseThrow(),
        state.secret("webhook " + key).orElseThrow());
  }

  private static Secret register(ApiClient api, Secret admin, DemoState state) {
    String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    JsonNode organization = api.post(admin, "/organizations", Map.of("name", "Demo " + suffix));
    String path = "/organizations/" + organization.path("id").asText() + "/tokens";
    Secret token = Secret.of(api.post(admin, path, Map.of("name", "demo")).path("token").asText());
    JsonNode project = api.post(token, "/projects", Map.of("name", "demo"));
    state.put("token", token.reveal());
    state.put("project", project.path("id").asText());
    state.save();
    return token;
  }

  private static void createService(
      ApiClient api, Secret token, DemoSource source, DemoState state, String key) {
    String suffix = HexFormat.of().toHexDigits(key.hashCode());
    String name = source.url().replaceFirst("\\.git$", "").replaceFirst(".*[/:]", "");
    JsonNode created =
        api.post(
            token,
            "/projects/" + state.get("project").orElseThrow() + "/services",
            Map.of(
                "name", name + "-" + suffix,
                "repository", source.url(),
                "branch", source.ref()));
    state.put("service " + key, created.path("id").asText());
    state.put("webhook " + key, created.path("webhookSecret").asText());
    state.save();
  }
}
