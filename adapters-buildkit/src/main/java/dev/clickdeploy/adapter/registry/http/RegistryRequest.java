package dev.clickdeploy.adapter.registry.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, wherever that may be.
 *
 * @param headers beside those of authorization and payload
 * @param payload what is sent; null for nothing
 * @param longest the longest answer that is read, in bytes
 */
public record RegistryRequest(
    String method, Map<String, String> headers, @Nullable Payload payload, int longest) {
  /** The least that registries must accept for a manifest (OCI distribution specification). */
  public static final int LONGEST_MANIFEST = 4 * 1024 * 1024;

  /** Bytes of a media type. */
  @SuppressWarnings("ArrayRecordComponent") // payloads are never compared
  public record Payload(String mediaType, byte[] bytes) {}

  public RegistryRequest {
    headers = Map.copyOf(headers);
  }

  /** A GET of these media types; null for any. */
  public static RegistryRequest get(@Nullable String accept) {
    return of("GET", null).with("Accept", accept);
  }

  /** A request of any method. */
  public static RegistryRequest of(String method, @Nullable Payload payload) {
    return new RegistryRequest(method, Map.of(), payload, LONGEST_MANIFEST);
  }

  /** The same with one more header; without a value, the same. */
  public RegistryRequest with(String header, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new RegistryRequest(method, more, payload, longest);
  }

  /** The same with a longer answer. */
  public RegistryRequest upTo(int bytes) {
    return new RegistryRequest(method, headers, payload, bytes);
  }

  /** Whether it may be repeated, and sent to where a redirect leads. */
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD");
  }

  BodyPublisher body() {
    return payload == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(payload.bytes());
  }
}
