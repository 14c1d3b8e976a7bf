package dev.clickdeploy.adapter.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A git host on loopback: real repositories, served by the machine's git over smart HTTP. Failures
 * that a host can have are switches of it.
 */
public final class GitHost implements AutoCloseable {
  /** Name of every commit's author. */
  public static final String AUTHOR = "Ada Author";

  private final Path directory;
  private final HttpServer server;
  private final HttpBackend backend;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("git-host-", 1).factory());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, BareRepository> repositories = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  // a client may have all its bytes before the answering thread has counted them
  private final ReadWriteLock answering = new ReentrantReadWriteLock(true);
  private volatile boolean onlyAdvertised;
  private volatile boolean noFilters;
  private volatile @Nullable LfsHost lfs;
  private volatile String stalledPath = "";
  private final AtomicInteger stalled = new AtomicInteger();

  /**
   * A request that came, in the order of their ends.
   *
   * @param target path and query
   * @param authorization the header of this name, empty when there was none
   * @param sent length of the answer's body in bytes
   */
  public record Request(String method, String target, String authorization, long sent) {}

  private GitHost(Path directory, HttpServer server) {
    this.directory = directory;
    this.server = server;
    this.backend = new HttpBackend(directory);
  }

  /** Serves repositories below a directory at a free port. */
  public static GitHost start(Path directory) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      GitHost host = new GitHost(directory, server);
      server.setExecutor(host.threads);
      server.createContext("/", host::handle);
      server.start();
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The URL to clone from. */
  public String url(String name) {
    return "http://%s/%s.git".formatted(authority(), name);
  }

  /** A commit of exactly these files on {@code main}; makes the repository on first use. */
  public String commit(String name, Map<String, String> files, String message) {
    return commit(name, "main", Content.texts(files), message);
  }

  /** A commit of exactly these contents on a branch; makes the repository on first use. */
  public String commit(String name, String branch, Map<String, Content> contents, String message) {
    return repository(name).commit(branch, contents, message, false);
  }

  /** A commit without parent to which the branch is forced. */
  public String forcePush(
      String name, String branch, Map<String, Content> contents, String message) {
    return repository(name).commit(branch, contents, message, true);
  }

  /** The same as {@link #commit}; from now on every request needs this token as its password. */
  public String commitPrivate(
      String name, Map<String, String> files, String message, String token) {
    requireToken(name, token);
    return commit(name, files, message);
  }

  /** From now on every request for a repository needs this token as its password. */
  public void requireToken(String name, String token) {
    tokens.put(name, token);
  }

  /** An empty repository. */
  public void create(String name) {
    repository(name);
  }

  /** An empty repository whose object ids are SHA-256. */
  public void createSha256(String name) {
    BareRepository repository =
        new BareRepository(directory.resolve(name + ".git"), "--object-format=sha256");
    repositories.put(name, repository);
  }

  /** Points a branch to a commit. */
  public void branch(String name, String branch, String sha) {
    git(name, "update-ref", "refs/heads/" + branch, sha);
  }

  /** Removes a branch; its commits stay. */
  public void deleteBranch(String name, String branch) {
    git(name, "update-ref", "-d", "refs/heads/" + branch);
  }

  /** A lightweight tag. */
  public void tag(String name, String tag, String sha) {
    git(name, "update-ref", "refs/tags/" + tag, sha);
  }

  /** An annotated tag; answers the id of the tag object. */
  public String annotatedTag(String name, String tag, String sha) {
    git(name, "tag", "--annotate", "--message", "Tagged", tag, sha);
    return repository(name).resolve("refs/tags/" + tag);
  }

  /** Runs git in a repository and answers its output. */
  public String git(String name, String... arguments) {
    return git(name, new byte[0], arguments);
  }

  /** Runs git in a repository on this input and answers its output. */
  public String git(String name, byte[] input, String... arguments) {
    return repository(name).git(input, arguments);
  }

  /** Runs git in a repository on an input that may be huge. */
  String gitReading(String name, InputStream input, String... arguments) {
    return repository(name).git(input, arguments);
  }

  /** Whether only what a ref points to may be fetched, as old or strict hosts have it. */
  public void refuseUnadvertised(boolean refuse) {
    onlyAdvertised = refuse;
  }

  /** Whether clients may have files and trees left out, as all but old hosts let them. */
  public void refuseFilters(boolean refuse) {
    noFilters = refuse;
  }

  /** The LFS server of every repository. */
  void lfs(LfsHost server) {
    lfs = server;
  }

  /** Every request for a repository is redirected to another URL of a repository. */
  public void redirect(String name, String url) {
    redirects.put(name, url);
  }

  /** Every request for a repository gets this status. */
  public void answer(String name, int status) {
    statuses.put(name, status);
  }

  /** Requests whose path ends so are never answered. */
  public void stall(String pathEnd) {
    stalledPath = pathEnd;
  }

  /** How many requests are not answered. */
  public int stalled() {
    return stalled.get();
  }

  /** What was asked for so far, every request that is being answered included. */
  public List<Request> requests() {
    answering.writeLock().lock();
    try {
      return List.copyOf(requests);
    } finally {
      answering.writeLock().unlock();
    }
  }

  /** Forgets what was asked for so far, every request that is being answered included. */
  public void forgetRequests() {
    answering.writeLock().lock();
    try {
      requests.clear();
    } finally {
      answering.writeLock().unlock();
    }
  }

  private BareRepository repository(String name) {
    return repositories.computeIfAbsent(
        name, n -> new BareRepository(directory.resolve(n + ".git")));
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!stalledPath.isEmpty() && exchange.getRequestURI().getPath().endsWith(stalledPath)) {
      stalledUntilClosed();
      exchange.close();
      return;
    }
    answering.readLock().lock();
    try {
      count(exchange);
    } finally {
      answering.readLock().unlock();
    }
  }

  private void count(HttpExchange exchange) throws IOException {
    long sent = 0;
    try (exchange) {
      sent = respond(exchange);
    } finally {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.ofNullable(authorization).orElse(""),
              sent));
    }
  }

  private long respond(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.replaceFirst("^/", "").replaceFirst("\\.git/.*$", "");
    if (statuses.containsKey(name)) {
      exchange.sendResponseHeaders(statuses.get(name), -1);
      return 0;
    }
    if (redirects.containsKey(name)) {
      String rest = exchange.getRequestURI().toString().replaceFirst("^.*?\\.git/", "/");
      exchange.getResponseHeaders().set("Location", redirects.get(name) + rest);
      exchange.sendResponseHeaders(302, -1);
      return 0;
    }
    if (tokens.containsKey(name) && !tokens.get(name).equals(password(exchange))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
      exchange.sendResponseHeaders(401, -1);
      return 0;
    }
    if (path.endsWith("/info/lfs/objects/batch") && lfs != null) {
      return lfs.batch(exchange);
    }
    return backend.answer(exchange, onlyAdvertised, !noFilters);
  }

  private void stalledUntilClosed() {
    stalled.incrementAndGet();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String password(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return "";
    }
    byte[] credentials = Base64.getDecoder().decode(header.substring("Basic ".length()));
    String text = new String(credentials, StandardCharsets.UTF_8);
    return text.substring(text.indexOf(':') + 1);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
