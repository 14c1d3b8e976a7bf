package dev.clickdeploy.bootstrap.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README claims is what the code is. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SETTINGS = Path.of("src/main/java/dev/clickdeploy/bootstrap/settings");
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/clickdeploy/bootstrap/embedding/Embedding.java");

  @Test
  void the_example_of_embedding_is_the_one_that_is_compiled_and_run() throws IOException {
    List<String> example =
        Files.readAllLines(EXAMPLE).stream()
            .dropWhile(line -> !line.contains("README begins"))
            .skip(1)
            .takeWhile(line -> !line.contains("README ends"))
            .map(line -> line.startsWith("    ") ? line.substring(4) : line)
            .toList();

    assertThat(example).hasSizeBetween(5, 20);
    assertThat(Files.readString(README)).contains(String.join("\n", example));
  }

  @Test
  void every_setting_is_in_the_table() throws IOException {
    String readme = Files.readString(README);

    assertThat(settingNames())
        .hasSizeGreaterThan(25)
        .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }

  /** The variables that the settings' sources name. */
  private static List<String> settingNames() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.list(SETTINGS)) {
      // what the launcher says to the process is no setting
      for (Path file : files.filter(f -> !f.endsWith("Launch.java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    return Pattern.compile("\"((?:CLICKDEPLOY|REGISTRY)_[A-Z_]+|BUILDKIT_ADDRESS|BUILD_DIR)\"")
        .matcher(sources)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }
}
