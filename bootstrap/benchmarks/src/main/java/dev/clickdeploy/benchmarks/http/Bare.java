package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.http.driver.BareMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The bare server's process: the peer of whatever is asked over HTTP. */
final class Bare implements AutoCloseable {
  static final String NAME = "bare Undertow + JDBC";

  private final Process process;
  private final InetSocketAddress address;

  private Bare(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  static Bare start(Options options) throws IOException {
    Process process =
        new ProcessBuilder(
                java(BareMain.class, options.required("postgres-port"), Server.HEAP_MEGABYTES))
            .redirectError(Path.of(options.required("work"), "bare.log").toFile())
            .start();
    BufferedReader output = process.inputReader();
    String port = output.readLine();
    if (port == null) {
      throw new IllegalStateException("the bare server has ended (see bare.log)");
    }
    return new Bare(process, new InetSocketAddress("127.0.0.1", Integer.parseInt(port)));
  }

  /** A process on these classes, under the flags of the server. */
  static List<String> java(Class<?> main, String argument, int megabytes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx" + megabytes + "m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName(),
        argument);
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
