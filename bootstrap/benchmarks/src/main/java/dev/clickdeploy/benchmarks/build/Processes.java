package dev.clickdeploy.benchmarks.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Processes {
  private static final long PATIENCE_MINUTES = 15;

  private Processes() {}

  /**
   * Runs a program; what it says goes to the log.
   *
   * @throws IOException when it fails or does not end in time
   */
  static void run(Path log, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // neither the user's settings nor a prompt may decide about the figures
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " did not end (see " + log.getFileName() + ")");
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with %d (see %s in the work directory)"
              .formatted(command.getFirst(), process.exitValue(), log.getFileName()));
    }
  }
}
