package dev.clickdeploy.adapter.railpack.php;

import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhpVersionTest {
  @ParameterizedTest
  @CsvSource({
    "^8.2, 8.2",
    "^8.3, 8.3",
    "^8.0, 8.2",
    ">=7.4, 8.2",
    "^7.4 || ^8.0, 8.2",
    "^7.4|^8.1, 8.2",
    "~8.3.0, 8.3",
    "8.3.*, 8.3",
    "8.1, 8.1",
    "^7.4, 7.4",
    "8.3.12, 8.3.12",
    "'>=8.1 <8.3', 8.2",
    "*, 8.2",
  })
  void a_range_gives_its_oldest_supported_line(String range, String version) {
    assertThat(planned(app("\"require\":{\"php\":\"" + range + "\"}")).recipe().runtime())
        .isNotNull()
        .extracting("version")
        .isEqualTo(version);
  }

  @Test
  void files_that_pin_come_before_what_is_possible() {
    InMemoryTree tree =
        app("\"config\":{\"platform\":{\"php\":\"8.3.1\"}},\"require\":{\"php\":\"^8.2\"}");

    assertThat(planned(app("\"x\":1")).summary()).startsWith("PHP 8.4,");
    assertThat(planned(tree).summary()).startsWith("PHP 8.3.1,");
    assertThat(planned(tree.with(".php-version", "8.5\n")).summary()).startsWith("PHP 8.5,");
    assertThat(planned(tree.with(".tool-versions", "php 8.2\n")).summary()).startsWith("PHP 8.2,");
  }

  private static InMemoryTree app(String members) {
    return InMemoryTree.of(Map.of("index.php", "", "composer.json", "{" + members + "}"));
  }
}
