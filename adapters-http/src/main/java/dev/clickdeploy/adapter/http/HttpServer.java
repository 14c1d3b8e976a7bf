package dev.clickdeploy.adapter.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xnio.Options;

/**
 * The REST API, the webhooks and the health endpoints on one address; each request in a virtual
 * thread.
 */
public final class HttpServer implements AutoCloseable {
  private static final int SLOW_CLIENT_MS = 30_000;
  private static final long FINISH_MS = 5_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GracefulShutdownHandler entrance;
  private final Undertow undertow;
  private final Readiness readiness;

  private HttpServer(HttpSettings settings, HttpApi api) {
    this.readiness = new Readiness(api.checks());
    List<Route> routes = new ArrayList<>(readiness.routes());
    routes.addAll(new TenantRoutes(api.tenants()).routes());
    routes.addAll(new ServiceRoutes(api.services()).routes());
    routes.addAll(new DeploymentRoutes(api.deployments()).routes());
    routes.addAll(new GitHubRoutes(api.pushes()).routes());
    Authentication authentication = new Authentication(api.tenants(), settings.adminToken());
    this.entrance =
        new GracefulShutdownHandler(new Entrance(new Router(routes), authentication, threads));
    this.undertow =
        Undertow.builder()
            .addHttpListener(settings.address().getPort(), settings.address().getHostString())
            .setIoThreads(2)
            .setWorkerThreads(2)
            .setHandler(entrance)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, SLOW_CLIENT_MS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 2 * SLOW_CLIENT_MS)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 32 * 1024)
            .setServerOption(UndertowOptions.MAX_HEADERS, 100)
            .setSocketOption(Options.READ_TIMEOUT, SLOW_CLIENT_MS)
            .setSocketOption(Options.WRITE_TIMEOUT, SLOW_CLIENT_MS)
            .build();
  }

  /**
   * Starts to listen.
   *
   * @throws RuntimeException when the address cannot be bound
   */
  public static HttpServer start(HttpSettings settings, HttpApi api) {
    HttpServer server = new HttpServer(settings, api);
    server.undertow.start();
    return server;
  }

  /** Where it listens, with the port that was taken. */
  public InetSocketAddress address() {
    return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
  }

  /** Takes no more requests, lets the running ones finish for some seconds, and ends. */
  @Override
  public void close() {
    entrance.shutdown();
    try {
      entrance.awaitShutdown(FINISH_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    undertow.stop();
    threads.shutdownNow();
    readiness.close();
  }
}
