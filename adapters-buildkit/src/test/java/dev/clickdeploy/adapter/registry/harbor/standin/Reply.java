package dev.clickdeploy.adapter.registry.harbor.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the stand-in answers. */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, byte[] body, Map<String, String> headers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Reply empty(int status) {
    return new Reply(status, new byte[0], Map.of());
  }

  static Reply json(int status, Object body) {
    return new Reply(
        status,
        JSON.valueToTree(body).toString().getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Type", "application/json"));
  }

  /** Harbor's errors (src/lib/http/error.go): what is 5xx is masked. */
  static Reply error(int status, String code, String message) {
    return json(
        status,
        Map.of(
            "errors",
            List.of(
                Map.of(
                    "code", status >= 500 ? "UNKNOWN" : code,
                    "message", status >= 500 ? "internal server error" : message))));
  }

  static Reply notFound(String what) {
    return error(404, "NOT_FOUND", what + " not found");
  }

  static Reply forbidden() {
    return error(403, "FORBIDDEN", "forbidden");
  }

  static Reply unauthorized() {
    return error(401, "UNAUTHORIZED", "unauthorized");
  }

  Reply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, body, more);
  }
}
