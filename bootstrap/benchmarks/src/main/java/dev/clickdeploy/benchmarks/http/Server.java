package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.harness.Options;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product's own server as its launcher starts it, without workers. */
final class Server implements AutoCloseable {
  /** The launcher's default. */
  static final int HEAP_MEGABYTES = 256;

  static final String ADMIN_TOKEN = "benchmarks-administrator";

  /** 32 bytes. */
  static final String SECRET_KEY = "B".repeat(43) + "=";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final InetSocketAddress address;
  private final Path log;

  private Server(Process process, InetSocketAddress address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  static Server start(Options options) throws IOException, InterruptedException {
    Path work = Path.of(options.required("work"));
    Path log = work.resolve("server.log");
    InetSocketAddress address = freeAddress();
    ProcessBuilder builder =
        new ProcessBuilder(command(options.required("server-jar")))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(settings(options, work, address));
    Server server = new Server(builder.start(), address, log);
    server.awaitListening();
    return server;
  }

  private static List<String> command(String jar) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx" + HEAP_MEGABYTES + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "-jar",
        jar,
        "server");
  }

  /** The engine and the registry are named and never asked. */
  private static Map<String, String> settings(
      Options options, Path work, InetSocketAddress address) {
    String port = options.required("postgres-port");
    return Map.ofEntries(
        Map.entry("DATABASE_URL", "postgres://postgres@127.0.0.1:" + port + "/postgres"),
        Map.entry("BUILDKIT_ADDRESS", "tcp://127.0.0.1:1"),
        Map.entry("REGISTRY_URL", "http://127.0.0.1:1"),
        Map.entry("CLICKDEPLOY_HTTP_ADDRESS", "127.0.0.1:" + address.getPort()),
        Map.entry("CLICKDEPLOY_DATA_DIR", work.resolve("server").toString()),
        Map.entry("CLICKDEPLOY_ADMIN_TOKEN", ADMIN_TOKEN),
        Map.entry("CLICKDEPLOY_SECRET_KEY", SECRET_KEY),
        Map.entry("CLICKDEPLOY_WORKERS", "0"),
        Map.entry("CLICKDEPLOY_RATE_LIMIT", "0"));
  }

  private static InetSocketAddress freeAddress() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return new InetSocketAddress(loopback, socket.getLocalPort());
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
        return;
      } catch (ConnectException e) {
        if (!process.isAlive() || System.nanoTime() > until) {
          throw new IllegalStateException("the server does not listen (see " + log + ")", e);
        }
        Thread.sleep(20);
      }
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /** The most that was resident so far, in millions of bytes. */
  double peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .mapToDouble(kilobytes -> kilobytes * 1024 / 1e6)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
