package dev.clickdeploy.adapter.registry;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/**
 * A request below {@code /v2/}.
 *
 * @param scope the access that is needed (distribution/distribution,
 *     docs/content/spec/auth/scope.md); empty when only the account is to be checked
 * @param accept media types of the answer; null for any
 * @param payload what is sent; null for nothing
 */
record Call(
    String method, String path, String scope, @Nullable String accept, @Nullable Payload payload) {
  /** Bytes of a media type. */
  @SuppressWarnings("ArrayRecordComponent") // payloads are never compared
  record Payload(String mediaType, byte[] bytes) {}

  static Call get(String path, String scope, @Nullable String accept) {
    return new Call("GET", path, scope, accept, null);
  }

  static Call put(String path, String scope, Payload payload) {
    return new Call("PUT", path, scope, null, payload);
  }

  static Call delete(String path, String scope) {
    return new Call("DELETE", path, scope, null, null);
  }

  /** Whether it may be repeated, and sent to where a redirect leads. */
  boolean isSafe() {
    return method.equals("GET");
  }

  BodyPublisher body() {
    return payload == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(payload.bytes());
  }
}
