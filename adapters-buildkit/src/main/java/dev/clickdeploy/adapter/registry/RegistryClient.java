package dev.clickdeploy.adapter.registry;

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

  Refusals refusals() {
    return refusals;
  }

  /**
   * Asks an endpoint; the answer may have any status.
   *
   * @param path below {@code /v2/}
   * @param scope the access that is needed, empty when only the account is to be checked
   * @throws PortException when there is no answer, or no way to become authorized
   */
  Answer get(String path, String scope, @Nullable String accept) {
    URI uri = address.endpoint(path);
    try {
      Optional<Token> known = authorizer.remembered(scope);
      if (known.isPresent()) {
        Answer answer = send(uri, accept, known.get().authorization());
        if (answer.status() != 401) {
          return answer;
        }
        authorizer.forget(scope, known.get());
      }
      Answer answer = send(uri, accept, null);
      return answer.status() == 401
          ? send(uri, accept, authorizer.answer(scope, answer).authorization())
          : answer;
    } catch (IOException e) {
      throw refusals.unreachable("the registry", e);
    }
  }

  private Answer send(URI uri, @Nullable String accept, @Nullable String authorization)
      throws IOException {
    return retries.send(() -> http.get(uri, accept, authorization));
  }
}
