package dev.clickdeploy.bootstrap.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Serves one repository for fetching by git's smart HTTP protocol (gitprotocol-http), on loopback
 * only.
 */
final class GitOverHttp implements AutoCloseable {
  private static final String SERVICE = "git-upload-pack";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Repository repository;

  /** Serves at the preferred port, or at a free one when that is taken. */
  GitOverHttp(Repository repository, int preferredPort) throws IOException {
    this.repository = repository;
    this.server = bound(preferredPort);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer bound(int preferredPort) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try {
      return HttpServer.create(new InetSocketAddress(loopback, preferredPort), 0);
    } catch (IOException e) {
      return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/info/refs")) {
        advertise(exchange);
      } else if (path.endsWith("/" + SERVICE)) {
        upload(exchange);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void advertise(HttpExchange exchange) throws IOException {
    answer(exchange, "application/x-git-upload-pack-advertisement");
    try (OutputStream out = exchange.getResponseBody()) {
      PacketLineOut packets = new PacketLineOut(out);
      packets.writeString("# service=" + SERVICE + "\n");
      packets.end();
      uploadPack().sendAdvertisedRefs(new PacketLineOutRefAdvertiser(packets));
    }
  }

  private void upload(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream body = exchange.getRequestBody();
    answer(exchange, "application/x-git-upload-pack-result");
    try (OutputStream out = exchange.getResponseBody();
        InputStream in = zipped ? new GZIPInputStream(body) : body) {
      uploadPack().upload(in, out, null);
    }
  }

  private UploadPack uploadPack() {
    UploadPack upload = new UploadPack(repository);
    upload.setBiDirectionalPipe(false);
    upload.setRequestPolicy(UploadPack.RequestPolicy.ANY);
    return upload;
  }

  private static void answer(HttpExchange exchange, String type) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    repository.close();
  }
}
