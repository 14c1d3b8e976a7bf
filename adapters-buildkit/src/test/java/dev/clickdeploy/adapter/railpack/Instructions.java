package dev.clickdeploy.adapter.railpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Set;

/** What may stand at the beginning of a planned Dockerfile's lines. */
final class Instructions {
  private static final Set<String> INSTRUCTIONS =
      Set.of(
          "FROM", "RUN", "COPY", "ENV", "WORKDIR", "USER", "EXPOSE", "LABEL", "STOPSIGNAL", "CMD");

  private Instructions() {}

  /** The Dockerfile, of which nothing is foreign. */
  static String harmless(InMemoryTree tree) {
    String text = Planning.dockerfile(Planning.planned(tree));
    assertOnlyInstructions(text);
    return text;
  }

  static void assertOnlyInstructions(String dockerfile) {
    assertThat(dockerfile.lines())
        .allSatisfy(
            line ->
                assertThat(
                        line.isEmpty()
                            || line.startsWith("    ")
                            || INSTRUCTIONS.contains(line.split(" ")[0]))
                    .as(line)
                    .isTrue());
  }
}
