package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Options;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the systems' processes are started, from what the script has found. */
final class DriverCommands {
  private final Options options;

  DriverCommands(Options options) {
    this.options = options;
  }

  /** Why the system cannot be driven here, when it cannot. */
  Optional<String> missing(QueueSystem system) {
    return switch (system.language()) {
      case JAVA -> Optional.empty();
      case NODE -> options.value("node-missing");
    };
  }

  List<String> of(QueueSystem system) {
    List<String> command = new ArrayList<>();
    options
        .value("client-cpus")
        .ifPresent(cpus -> command.addAll(List.of("taskset", "--cpu-list", cpus)));
    command.addAll(
        switch (system.language()) {
          case JAVA -> java(system);
          case NODE ->
              List.of(options.required("node"), options.required("node-driver"), system.name());
        });
    return command;
  }

  private static List<String> java(QueueSystem system) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx1g",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        ManagementFactory.getRuntimeMXBean().getClassPath(),
        "dev.clickdeploy.benchmarks.queue.driver.DriverMain",
        system.name());
  }

  Path log(QueueSystem system) {
    return Path.of(options.required("work"), system.name() + ".log");
  }
}
