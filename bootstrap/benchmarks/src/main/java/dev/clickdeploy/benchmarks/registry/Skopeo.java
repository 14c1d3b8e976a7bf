package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.model.image.PushedImage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** {@code skopeo inspect}, which reads a manifest and checks its digest too. */
final class Skopeo {
  static final String NAME = "skopeo inspect, a process each";

  private final String program;

  Skopeo(String program) {
    this.program = program;
  }

  void verify(PushedImage image) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program,
                "inspect",
                "--raw",
                "--tls-verify=false",
                "docker://%s/%s@%s"
                    .formatted(
                        image.reference().host(), image.reference().repository(), image.digest()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("skopeo did not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException("skopeo ended with " + process.exitValue());
    }
  }
}
