package dev.clickdeploy.adapter.registry.harbor.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clickdeploy.adapter.buildkit.PlainHttpFront;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A stand-in for Harbor in front of a real registry; see the package. */
public final class HarborStandIn implements AutoCloseable {
  public static final String ADMINISTRATOR = "admin";
  public static final String PASSWORD = "Harbor12345";

  private final State state;
  private final Upstream upstream;
  private final Tokens tokens;
  private final Distribution distribution;
  private final RestApi api;
  private final HttpServer server;
  private final PlainHttpFront front;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<RuntimeException> faults = new CopyOnWriteArrayList<>();
  private volatile int broken;

  /** In front of the open registry at {@code host:port}. */
  public HarborStandIn(String registry, InstantSource clock) throws IOException {
    state = new State(clock);
    state.principals.put(
        ADMINISTRATOR, new Principal(state.nextId(), ADMINISTRATOR, PASSWORD, -1, null));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front = new PlainHttpFront(server.getAddress());
    upstream = new Upstream(registry);
    tokens = new Tokens(state);
    distribution = new Distribution(state, tokens, upstream, host());
    api = new RestApi(state, distribution);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public String host() {
    return "127.0.0.1:" + front.port();
  }

  public String url() {
    return "http://" + host();
  }

  /** Method and path of everything that was asked, as it was sent. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** As the administrator. */
  public RegistryLogin administrator() {
    return new RegistryLogin(new RegistryHost(host()), ADMINISTRATOR, Secret.of(PASSWORD));
  }

  /** Makes an empty project. */
  public void project(String name) {
    change(s -> s.projects.put(name, new Project(s.nextId(), name, new TreeMap<>(), -1)));
  }

  /** Makes a robot account of a project, with rights such as {@code repository:push}. */
  public RegistryLogin robot(String project, String name, int days, String... rights) {
    synchronized (state) {
      Principal robot = new Robots(state).robot(project, name, days, Set.of(rights));
      return new RegistryLogin(new RegistryHost(host()), robot.name, Secret.of(robot.secret));
    }
  }

  /** What the images of a project may take, in bytes. */
  public void quota(String project, long bytes) {
    change(s -> project(s, project).limit = bytes);
  }

  /** Tags of a project that never change again, as a regular expression. */
  public void immutable(String project, String tags) {
    change(s -> project(s, project).immutable = tags);
  }

  public void proxyCache(String project) {
    change(s -> project(s, project).proxyCache = true);
  }

  public void readOnly(boolean now) {
    change(s -> s.readOnly = now);
  }

  /** How long tokens hold that are given from now on. */
  public void tokensLast(long seconds) {
    change(s -> s.tokenSeconds = seconds);
  }

  /** A part that is not well. */
  public void sick(String component) {
    change(s -> s.sick.add(component));
  }

  /** What the looks at a scan will see, the last one for ever. */
  public void scans(String... states) {
    change(s -> s.scans = List.of(states));
  }

  public void withoutScanner() {
    change(s -> s.hasScanner = false);
  }

  /** Switches an account off, as an administrator can. */
  public void disable(String account) {
    change(s -> s.principals.get(account).disabled = true);
  }

  /** The accounts that there are, by name. */
  public Set<String> accounts() {
    synchronized (state) {
      return Set.copyOf(state.principals.keySet());
    }
  }

  /** The metadata of a project. */
  public Map<String, String> metadata(String project) {
    synchronized (state) {
      return Map.copyOf(project(state, project).metadata);
    }
  }

  /** From now on so many requests fail by a fault of its own. */
  public void breakDown(int requests) {
    broken = requests;
  }

  private static Project project(State state, String name) {
    return java.util.Objects.requireNonNull(state.projects.get(name), name);
  }

  private void change(Consumer<State> what) {
    synchronized (state) {
      what.accept(state);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    Asked request = Asked.of(exchange);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    Reply reply;
    try {
      synchronized (state) {
        reply = broken-- > 0 ? Reply.error(500, "UNKNOWN", "dial tcp 10.0.0.7") : answer(request);
      }
    } catch (RuntimeException e) {
      faults.add(e);
      reply = Reply.error(500, "UNKNOWN", String.valueOf(e));
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().add("Set-Cookie", "sid=a-session; Path=/; HttpOnly");
    send(exchange, reply, request.method().equals("HEAD"));
  }

  private static void send(HttpExchange exchange, Reply reply, boolean head) {
    try (exchange) {
      boolean empty = head || reply.body().length == 0;
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
      if (!empty) {
        exchange.getResponseBody().write(reply.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply answer(Asked request) {
    if (request.path().startsWith("/api/v2.0/")) {
      return api.answer(request);
    }
    if (request.path().equals("/service/token")) {
      return tokens.answer(request);
    }
    return request.path().startsWith("/v2/")
        ? distribution.answer(request)
        : RestApi.unknown(request);
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
    threads.shutdownNow();
    upstream.close();
    for (RuntimeException fault : faults) {
      throw new IllegalStateException("the stand-in broke down", fault);
    }
  }
}
