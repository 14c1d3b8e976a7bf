package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.Refusals;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryHttp;
import dev.clickdeploy.adapter.registry.http.Retries;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests to the registry with whatever authorization it turns out to want. */
final class RegistryClient {
  private final RegistryAddress address;
  private final RegistryHttp http;
  private final Retries retries;
  private final Authorizer authorizer;
  private final Refusals refusals;

  RegistryClient(
      RegistryAddress address,
      RegistryHttp http,
      Retries retries,
      Authorizer authorizer,
      Refusals refusals) {
    this.address = address;
    this.http = http;
    this.retries = retries;
    this.authorizer = authorizer;
    this.refusals = refusals;
  }

  /** Refuses what is somewhere else. */
  void requireHere(RegistryHost host) {
    address.require(host);
  }

  Refusals refusals() {
    return refusals;
  }

  /**
   * Asks an endpoint; the answer may have any status.
   *
   * @throws PortException when there is no answer, or no way to become authorized
   */
  Answer send(Call call) {
    try {
      Optional<Token> known = authorizer.remembered(call.scope());
      if (known.isPresent()) {
        Answer answer = send(call, known.get().authorization());
        if (answer.status() != 401) {
          return answer;
        }
        authorizer.forget(call.scope(), known.get());
      }
      Answer answer = send(call, null);
      return answer.status() == 401 ? authorized(call, answer) : answer;
    } catch (IOException e) {
      throw refusals.unreachable("the registry", e);
    }
  }

  private Answer authorized(Call call, Answer unauthorized) throws IOException {
    Token token = authorizer.answer(call.scope(), unauthorized);
    Answer answer = send(call, token.authorization());
    if (answer.status() == 401) {
      throw authorizer.refused(call.scope(), token, answer);
    }
    return answer;
  }

  private Answer send(Call call, @Nullable String authorization) throws IOException {
    URI uri = address.endpoint(call.path());
    return call.request().isSafe()
        ? retries.send(() -> http.send(uri, call.request(), authorization))
        : http.send(uri, call.request(), authorization);
  }
}
