package dev.clickdeploy.benchmarks.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.benchmarks.build.driver.DeployMain;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Driver;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A whole deployment of a tree that was built before, and of one that was not. */
final class Deployed implements RegistryCase {
  private static final Metric TIME = new Metric("time", "s", Better.LESS);
  private static final String BUILT = "the same system, a tree that it has to build";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String DOCKERFILE =
      "FROM debian:trixie-slim\nWORKDIR /app\nCOPY . .\nRUN ls -R /app > /list\n";

  @Override
  public String name() {
    return "deployment";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    Path work = Path.of(stage.options().required("work"));
    Path home = Files.createDirectories(work.resolve("round-" + round));
    try (GitHost git = GitHost.start(Files.createDirectories(home.resolve("git")));
        Driver system = open(stage, work, home)) {
      String once = UUID.randomUUID().toString();
      commit(git, once);
      String service =
          call(system, Driver.verb("service").put("repository", git.url("app")))
              .required("service")
              .textValue();
      deploy(system, service);
      // once, so that nothing is measured for the first time
      deployBoth(git, system, service, once);
      for (int i = 0; i < stage.sizes().deployments(); i++) {
        double[] seconds = deployBoth(git, system, service, once);
        stage.add(this, BUILT, TIME, seconds[0]);
        stage.add(this, Measurements.OURS, TIME, seconds[1]);
      }
    }
  }

  private static Driver open(Stage stage, Path work, Path home)
      throws IOException, InterruptedException {
    Driver driver =
        new Driver(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DeployMain.class.getName()),
            work.resolve("click-deploy.log"));
    call(
        driver,
        Driver.verb("open")
            .put("port", Integer.parseInt(stage.options().required("postgres-port")))
            .put("buildkit", stage.options().required("buildkit"))
            .put("registry", stage.registry())
            .put("directory", home.resolve("caches").toString())
            .put("workers", 1));
    return driver;
  }

  private static JsonNode call(Driver driver, ObjectNode command) throws InterruptedException {
    return driver.call(command, PATIENCE);
  }

  private static double[] deployBoth(GitHost git, Driver system, String service, String once)
      throws Exception {
    commit(git, UUID.randomUUID().toString());
    double built = deploy(system, service);
    commit(git, once);
    return new double[] {built, deploy(system, service)};
  }

  /** From the trigger to the last word about it, by the system's own clock. */
  private static double deploy(Driver system, String service) throws InterruptedException {
    ObjectNode command = Driver.verb("deploy");
    command.putArray("services").add(service);
    return call(system, command).required("nanos").longValue() / 1e9;
  }

  private static void commit(GitHost git, String content) throws Exception {
    git.commit("app", Map.of("Dockerfile", DOCKERFILE, "content", content), "Say " + content);
  }
}
