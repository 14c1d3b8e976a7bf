package dev.clickdeploy.adapter.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Answers requests with the machine's {@code git http-backend}, a CGI program (RFC 3875). */
final class HttpBackend {
  private final Path root;

  HttpBackend(Path root) {
    this.root = root;
  }

  /**
   * Answers one request.
   *
   * @param onlyAdvertised whether only what a ref points to may be asked for, which takes protocol
   *     version 2 away: that one gives any commit
   * @param filters whether a part of the objects may be left out
   * @return how many bytes the answer's body had
   */
  long answer(HttpExchange exchange, boolean onlyAdvertised, boolean filters) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    environment(builder.environment(), exchange, onlyAdvertised);
    configure(
        builder.environment(),
        Map.of(
            "uploadpack.allowAnySHA1InWant", String.valueOf(!onlyAdvertised),
            "uploadpack.allowFilter", String.valueOf(filters)));
    Process process = builder.start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        exchange.getRequestBody().transferTo(in);
      }
      return respond(exchange, process.getInputStream());
    } finally {
      process.destroyForcibly();
    }
  }

  private void environment(
      Map<String, String> environment, HttpExchange exchange, boolean onlyAdvertised) {
    withoutConfiguration(environment);
    Headers headers = exchange.getRequestHeaders();
    environment.put("GIT_PROJECT_ROOT", root.toAbsolutePath().toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("REMOTE_ADDR", "127.0.0.1");
    put(environment, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
    put(environment, "CONTENT_TYPE", headers.getFirst("Content-Type"));
    put(environment, "CONTENT_LENGTH", headers.getFirst("Content-Length"));
    put(environment, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
    if (!onlyAdvertised) {
      put(environment, "HTTP_GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
      put(environment, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
    }
  }

  private static void configure(Map<String, String> environment, Map<String, String> settings) {
    int count = 0;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      environment.put("GIT_CONFIG_KEY_" + count, setting.getKey());
      environment.put("GIT_CONFIG_VALUE_" + count, setting.getValue());
      count++;
    }
    environment.put("GIT_CONFIG_COUNT", String.valueOf(count));
  }

  private static void put(Map<String, String> environment, String name, String value) {
    Optional.ofNullable(value).ifPresent(v -> environment.put(name, v));
  }

  /** Takes the user's and the system's git configuration away. */
  static void withoutConfiguration(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
  }

  private static long respond(HttpExchange exchange, InputStream out) throws IOException {
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      if (line.regionMatches(true, 0, "Status", 0, colon)) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(line.substring(0, colon), value);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      return out.transferTo(body);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }
}
