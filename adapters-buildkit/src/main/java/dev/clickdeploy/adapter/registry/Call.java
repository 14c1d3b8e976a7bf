package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request below {@code /v2/}.
 *
 * @param scope the access that is needed (distribution/distribution,
 *     docs/content/spec/auth/scope.md); empty when only the account is to be checked
 */
record Call(String path, String scope, RegistryRequest request) {
  /** A GET of these media types; null for any. */
  static Call get(String path, String scope, @Nullable String accept) {
    return new Call(path, scope, RegistryRequest.get(accept));
  }

  static Call put(String path, String scope, RegistryRequest.Payload payload) {
    return new Call(path, scope, RegistryRequest.of("PUT", payload));
  }

  static Call delete(String path, String scope) {
    return new Call(path, scope, RegistryRequest.of("DELETE", null));
  }
}
