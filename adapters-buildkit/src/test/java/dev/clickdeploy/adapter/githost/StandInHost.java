package dev.clickdeploy.adapter.githost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A git host's API for commit statuses on loopback. It refuses what GitHub, GitLab and Gitea refuse
 * by their documentation: an unknown token, a token without the scope, an unknown repository, an
 * unknown commit, a state that is none of its own, and on GitLab a transition that its state
 * machine does not have.
 */
final class StandInHost implements AutoCloseable {
  static final String TOKEN = "token-that-may-write";
  static final String READING_TOKEN = "token-that-may-read";
  static final String SHA = "0123456789".repeat(4);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<HostKind, Pattern> PATHS =
      Map.of(
          HostKind.GITHUB, Pattern.compile("/api/v3/repos/(acme/web%20site)/statuses/(\\w+)"),
          HostKind.GITLAB, Pattern.compile("/api/v4/projects/(acme%2Fweb%20site)/statuses/(\\w+)"),
          HostKind.GITEA, Pattern.compile("/api/v1/repos/(acme/web%20site)/statuses/(\\w+)"));
  private static final Map<HostKind, List<String>> STATES =
      Map.of(
          HostKind.GITHUB, List.of("pending", "success", "failure", "error"),
          HostKind.GITLAB, List.of("pending", "running", "success", "failed", "canceled"),
          HostKind.GITEA, List.of("pending", "success", "failure", "error", "warning"));

  private final HostKind kind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, String> shown = new ConcurrentHashMap<>();
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile Answer forced;

  /** What it says whatever it is asked; a status of 0 never comes. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private StandInHost(HostKind kind, HttpServer server) {
    this.kind = kind;
    this.server = server;
  }

  static StandInHost start(HostKind kind) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      StandInHost host = new StandInHost(kind, server);
      server.setExecutor(host.threads);
      server.createContext("/", host::handle);
      server.start();
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answer(int status, Map<String, String> headers, String body) {
    forced = new Answer(status, headers, body);
  }

  /** It answers by its rules again. */
  void recover() {
    forced = null;
  }

  /** Every status that it took, in order. */
  List<JsonNode> taken() {
    return List.copyOf(taken);
  }

  /** What every request had as its Authorization, in order. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      authorizations.add(authorization == null ? "" : authorization);
      Answer answer = forced == null ? ruled(exchange, body) : forced;
      if (answer.status() == 0) {
        closed.await();
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer ruled(HttpExchange exchange, JsonNode body) {
    String token =
        authorizations.getLast().replaceFirst(kind == HostKind.GITEA ? "^token " : "^Bearer ", "");
    if (!token.equals(TOKEN) && !token.equals(READING_TOKEN)) {
      return said(401, "Bad credentials");
    }
    if (kind == HostKind.GITHUB && exchange.getRequestHeaders().getFirst("User-Agent") == null) {
      return said(403, "Request forbidden by administrative rules: no User-Agent");
    }
    Matcher path = PATHS.get(kind).matcher(exchange.getRequestURI().getRawPath());
    if (!exchange.getRequestMethod().equals("POST") || !path.matches()) {
      return said(404, "Not Found");
    }
    if (token.equals(READING_TOKEN)) {
      return said(403, "Resource not accessible by personal access token");
    }
    return path.group(2).equals(SHA) ? stated(body) : said(422, "No commit found for SHA");
  }

  private Answer stated(JsonNode body) {
    String state = body.path("state").asText();
    String context = body.path("context").asText();
    if (!STATES.get(kind).contains(state)
        || context.isEmpty()
        || body.path("description").asText().length() > 140) {
      return said(422, "Validation Failed");
    }
    if (kind == HostKind.GITLAB && state.equals(shown.get(context))) {
      return said(400, "Cannot transition status via :enqueue from :" + state);
    }
    shown.put(context, state);
    taken.add(body);
    return said(201, "");
  }

  private static Answer said(int status, String message) {
    return new Answer(status, Map.of(), "{\"message\":\"%s\"}".formatted(message));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
