package dev.clickdeploy.benchmarks.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.benchmarks.harness.Driver;
import dev.clickdeploy.benchmarks.harness.Options;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Our system in a process with a small heap. */
final class OurSystem implements AutoCloseable {
  static final int HEAP_MEGABYTES = 128;
  static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Driver driver;

  OurSystem(Options options) throws IOException, InterruptedException {
    Path work = Path.of(options.required("work"));
    driver = new Driver(command(), work.resolve("click-deploy.log"));
    call(
        Driver.verb("open")
            .put("port", Integer.parseInt(options.required("postgres-port")))
            .put("buildkit", options.required("buildkit"))
            .put("registry", options.required("registry"))
            .put("directory", work.resolve("ours").toString())
            .put("workers", AT_ONCE));
  }

  private static List<String> command() {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-XX:+UseSerialGC",
        "-Xmx" + HEAP_MEGABYTES + "m",
        "-XX:MaxDirectMemorySize=64m",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        ManagementFactory.getRuntimeMXBean().getClassPath(),
        "dev.clickdeploy.benchmarks.build.driver.DeployMain");
  }

  /** A service for a repository; its id. */
  String service(String url) throws IOException, InterruptedException {
    return call(Driver.verb("service").put("repository", url)).required("service").textValue();
  }

  /** What a deployment took. */
  record Deployed(double seconds, long files, long bytes) {}

  /**
   * Deploys services at the same time, and waits for all: from the trigger to the last verified.
   */
  Deployed deploy(List<String> services) throws IOException, InterruptedException {
    ObjectNode command = Driver.verb("deploy");
    ArrayNode ids = command.putArray("services");
    services.forEach(ids::add);
    return deployed(call(command));
  }

  /** Builds a repository that is fetched already, without a push. */
  Deployed upload(String url) throws IOException, InterruptedException {
    return deployed(call(Driver.verb("upload").put("repository", url)));
  }

  private static Deployed deployed(JsonNode answer) {
    return new Deployed(
        answer.required("nanos").longValue() / 1e9,
        answer.required("files").longValue(),
        answer.required("bytes").longValue());
  }

  /** Most memory that the process ever had, in megabytes. */
  double peakMegabytes() throws IOException, InterruptedException {
    return call(Driver.verb("memory")).required("peakKilobytes").longValue() / 1024.0;
  }

  private JsonNode call(ObjectNode command) throws IOException, InterruptedException {
    return driver.call(command, PATIENCE);
  }

  @Override
  public void close() {
    driver.close();
  }
}
