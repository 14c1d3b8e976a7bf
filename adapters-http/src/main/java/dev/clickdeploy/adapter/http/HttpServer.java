package dev.clickdeploy.adapter.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The REST API, the webhooks and the health endpoints on one address; each request in a virtual
 * thread.
 */
public final class HttpServer implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Limits limits;
  private final Streams streams;
  private final List<Route> routes;
  private final GracefulShutdownHandler running;
  private final Undertow undertow;

  private HttpServer(HttpSettings settings, HttpApi api, Limits limits, InstantSource clock) {
    this.limits = limits;
    Patience patience = new Patience(limits.transfer());
    Sender sender = new Sender(patience);
    this.streams = new Streams(limits.streams(), threads, sender, patience);
    this.routes = routes(settings, api, clock);
    Entrance entrance =
        new Entrance(
            new Router(routes),
            new Authentication(
                api.tokens(), settings.adminToken(), new Throttle(settings.rate(), clock)),
            sender,
            streams,
            threads);
    this.running = new GracefulShutdownHandler(entrance);
    this.undertow =
        listener(
            settings.address(),
            new HttpContinueReadHandler(
                new Reception(
                    running, sender, patience, new AccessLog(settings.monitoring()), clock)));
  }

  private List<Route> routes(HttpSettings settings, HttpApi api, InstantSource clock) {
    List<Route> routes =
        new ArrayList<>(new Readiness(api.checks(), threads, limits.probe(), clock).routes());
    routes.addAll(new OrganizationRoutes(api.tenants()).routes());
    routes.addAll(new ProjectRoutes(api.tenants()).routes());
    routes.addAll(new TokenRoutes(api.tokens()).routes());
    routes.addAll(new ServiceRoutes(api.services()).routes());
    routes.addAll(new ValueRoutes(api.values()).routes());
    routes.addAll(new DeploymentRoutes(api.deployments(), api.queue(), clock).routes());
    routes.addAll(new RedeploymentRoutes(api.redeployments(), clock).routes());
    routes.addAll(new QueueRoutes(api.queue(), clock).routes());
    routes.addAll(new LogRoutes(api.deployments(), limits.heartbeat()).routes());
    routes.addAll(new PlanRoutes(api.plans()).routes());
    routes.addAll(new DeliveryRoutes(api.deliveries()).routes());
    routes.addAll(new GitHubRoutes(api.pushes()).routes());
    routes.addAll(new GitLabRoutes(api.pushes(), clock).routes());
    routes.addAll(new GiteaRoutes(api.pushes()).routes());
    routes.addAll(new BitbucketRoutes(api.pushes()).routes());
    Monitoring monitoring = settings.monitoring();
    if (monitoring != null) {
      Access access = settings.openMetrics() ? Access.OPEN : Access.ADMIN;
      routes.addAll(new MetricsRoutes(monitoring, access).routes());
    }
    routes.add(OpenApi.route(routes));
    return routes;
  }

  private Undertow listener(InetSocketAddress address, HttpHandler handler) {
    return Undertow.builder()
        .addHttpListener(address.getPort(), address.getHostString())
        .setIoThreads(2)
        .setWorkerThreads(2)
        .setByteBufferPool(buffers())
        .setHandler(handler)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) limits.head().toMillis())
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) limits.idle().toMillis())
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 32 * 1024)
        .setServerOption(UndertowOptions.MAX_HEADERS, 100)
        // each route has a limit of its own; Undertow's would cut the connection without an answer
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, (int) LAST_WORDS.toMillis())
        .build();
  }

  /**
   * Without caches of threads, which virtual ones leave behind with what is in them: memory for the
   * collector to find. Not direct, because freeing direct buffers makes newer JDKs warn of
   * sun.misc.Unsafe.
   */
  private static ByteBufferPool buffers() {
    return new DefaultByteBufferPool(false, 16 * 1024, -1, 0);
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException when the address cannot be bound
   */
  public static HttpServer start(HttpSettings settings, HttpApi api) {
    return start(settings, api, Limits.DEFAULT, InstantSource.system());
  }

  static HttpServer start(HttpSettings settings, HttpApi api, Limits limits, InstantSource clock) {
    HttpServer server = new HttpServer(settings, api, limits, clock);
    try {
      server.undertow.start();
      return server;
    } catch (RuntimeException e) {
      server.close();
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "cannot listen on %s: %s".formatted(settings.address(), why.getMessage()), e);
    }
  }

  /** Where it listens, with the port that was taken. */
  public InetSocketAddress address() {
    return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
  }

  /** Everything that it answers. */
  public List<Endpoint> endpoints() {
    return routes.stream()
        .map(route -> new Endpoint(route.method(), route.template(), route.access()))
        .toList();
  }

  /** What it serves. */
  List<Route> routes() {
    return routes;
  }

  /** How many responses are being streamed. */
  public int streams() {
    return streams.count();
  }

  /**
   * Takes no more requests, ends those that wait for news, lets the other running ones finish for
   * some seconds, and ends. An interrupt shortens the wait.
   */
  @Override
  public void close() {
    running.shutdown();
    streams.close();
    boolean interrupted = Thread.interrupted();
    try {
      if (!interrupted) {
        running.awaitShutdown(limits.finish().toMillis());
      }
      threads.shutdownNow();
      threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      threads.shutdownNow();
    }
    undertow.stop();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
