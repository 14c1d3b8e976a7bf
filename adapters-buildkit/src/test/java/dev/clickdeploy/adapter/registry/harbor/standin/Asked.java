package dev.clickdeploy.adapter.registry.harbor.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to the stand-in.
 *
 * @param path as it was sent, still encoded
 * @param headers by lower-case name, the first value of each
 */
@SuppressWarnings("ArrayRecordComponent")
record Asked(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  static Asked of(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Asked(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length < 2 ? "" : decoded(parts[1]));
    }
    return query;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
