package dev.clickdeploy.adapter.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The LFS server of a {@link GitHost} with a store at an address of its own, as large hosts have
 * it. It refuses what those refuse: other media types, other transfers, unknown contents, and at
 * the store any authorization but the one that it has given.
 */
final class LfsHost implements AutoCloseable {
  private static final String JSON = "application/vnd.git-lfs+json";
  private static final String SIGNED = "Signed for-one-download";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer store;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("git-host-lfs-", 1).factory());
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final List<String> downloaded = new CopyOnWriteArrayList<>();
  private final List<Integer> asked = new CopyOnWriteArrayList<>();
  private final List<String> redirectedAuthorizations = new CopyOnWriteArrayList<>();
  private volatile boolean redirecting;
  private volatile int batchStatus = 200;

  LfsHost() {
    try {
      store = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      store.setExecutor(threads);
      store.createContext("/", this::serve);
      store.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a content and answers the pointer for the repository. */
  String keep(byte[] content) {
    String oid = sha256(content);
    objects.put(oid, content);
    return pointer(oid, content.length);
  }

  static String pointer(String oid, long size) {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
        .formatted(oid, size);
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void forget(String oid) {
    objects.remove(oid);
  }

  /** The store has other bytes of the same length, or more, or fewer. */
  void replace(String oid, byte[] content) {
    objects.put(oid, content);
  }

  void redirectDownloads() {
    redirecting = true;
  }

  void answerBatches(int status) {
    batchStatus = status;
  }

  /** Ids of what was downloaded. */
  List<String> downloaded() {
    return List.copyOf(downloaded);
  }

  /** How many objects each batch asked for. */
  List<Integer> asked() {
    return List.copyOf(asked);
  }

  /** What came as authorization to where downloads were redirected. */
  List<String> redirectedAuthorizations() {
    return List.copyOf(redirectedAuthorizations);
  }

  /** Answers the batch request of a client whose credentials the git host has accepted. */
  long batch(HttpExchange exchange) throws IOException {
    JsonNode question = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    int status = status(exchange, question);
    if (status != 200) {
      return send(exchange, status, MAPPER.createObjectNode().put("message", "no"));
    }
    asked.add(question.path("objects").size());
    ObjectNode answer = MAPPER.createObjectNode().put("transfer", "basic");
    var found = answer.putArray("objects");
    question.path("objects").forEach(object -> describe(object, found.addObject()));
    return send(exchange, 200, answer);
  }

  private int status(HttpExchange exchange, JsonNode question) {
    if (batchStatus != 200) {
      return batchStatus;
    }
    if (!JSON.equals(exchange.getRequestHeaders().getFirst("Accept"))) {
      return 406;
    }
    boolean known =
        exchange.getRequestMethod().equals("POST")
            && JSON.equals(exchange.getRequestHeaders().getFirst("Content-Type"))
            && question.path("operation").asText().equals("download")
            && question.path("transfers").path(0).asText().equals("basic")
            && question.path("objects").size() <= 100;
    return known ? 200 : 422;
  }

  private void describe(JsonNode asked, ObjectNode answer) {
    String oid = asked.path("oid").asText();
    answer.put("oid", oid).put("size", asked.path("size").asLong());
    if (!objects.containsKey(oid)) {
      answer.putObject("error").put("code", 404).put("message", "Object does not exist");
      return;
    }
    ObjectNode download = answer.putObject("actions").putObject("download");
    download.put("href", url(redirecting ? "/moved/" : "/store/") + oid);
    download.putObject("header").put("Authorization", SIGNED);
    download.put("expires_in", 60);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + store.getAddress().getPort() + path;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String oid = path.substring(path.lastIndexOf('/') + 1);
      String authorization =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      if (path.startsWith("/open/")) {
        redirectedAuthorizations.add(authorization);
      } else if (!authorization.equals(SIGNED)) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      if (path.startsWith("/moved/")) {
        exchange.getResponseHeaders().set("Location", url("/open/") + oid);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      downloaded.add(oid);
      byte[] content = objects.get(oid);
      exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    }
  }

  private static long send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] body = MAPPER.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    return body.length;
  }

  @Override
  public void close() {
    store.stop(0);
    threads.shutdownNow();
  }
}
