package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.job.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A build in a process of its own, whose heap the test decides on: count, size of each file. */
final class SmallHeap {
  private SmallHeap() {}

  public static void main(String[] arguments) throws Exception {
    GeneratedFiles tree =
        new GeneratedFiles(
            RealParts.unique(), Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
    String expected = tree.digest();
    // mounted and not copied: neither a layer nor a blob of it stays behind
    String dockerfile =
        """
        FROM debian:trixie-slim
        RUN --mount=type=bind,target=/context cd /context && \
            test "$(find . -type f | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-64)" = %s
        """
            .formatted(expected);
    Events events = new Events();
    try (BuildKit buildKit = RealParts.buildKit()) {
      BuildOutcome outcome =
          buildKit.build(
              Requests.of(tree).generated(dockerfile).within(Duration.ofMinutes(15)).build(),
              events,
              new Cancellation());
      if (!(outcome instanceof BuildOutcome.Built)) {
        throw new IllegalStateException(outcome + " " + events.all());
      }
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM")) {
        System.out.println(line.replaceAll("[^0-9]", ""));
      }
    }
  }
}
