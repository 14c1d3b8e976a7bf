package dev.clickdeploy.adapter.railpack.ruby;

import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubyVersionTest {
  private static final String LOCK = "RUBY VERSION\n   ruby 3.1.4p223\n";

  @ParameterizedTest
  @CsvSource({
    "ruby '3.2.1', 3.2.1",
    "ruby \"3.2.1\" # ours, 3.2.1",
    "ruby('3.3'), 3.3",
    "ruby '~> 3.2', 3.4",
    "ruby '~> 3.2.0', 3.2",
    "'ruby \">= 3.1\", \"< 3.3\"', 3.2",
    "'ruby \"3.2.1\", engine: \"jruby\", engine_version: \"9\"', 3.2.1",
    "'ruby file: \".ruby-version\"', 3.4",
    "# ruby '2.0', 3.4",
    "ruby RUBY_VERSION, 3.4",
  })
  void a_gemfile_chooses_the_version(String line, String version) {
    assertThat(version(app(line))).isEqualTo(version);
  }

  @Test
  void files_that_pin_come_before_ranges() {
    assertThat(version(app("ruby '~> 3.1'").with("Gemfile.lock", LOCK))).isEqualTo("3.1.4");
    assertThat(version(app("ruby '3.1.2'").with("Gemfile.lock", LOCK))).isEqualTo("3.1.2");
    InMemoryTree pinned = app("ruby '3.1.2'").with(".ruby-version", "ruby-3.3.0\n");
    assertThat(version(pinned)).isEqualTo("3.3.0");
    assertThat(version(pinned.with(".tool-versions", "ruby 3.4.1\n"))).isEqualTo("3.4.1");
  }

  @Test
  void another_ruby_is_warned_about() {
    assertThat(planned(app("").with(".ruby-version", "jruby-9.4\n")).warnings())
        .anyMatch(warning -> warning.contains("jruby-9.4"));
  }

  private static InMemoryTree app(String line) {
    return InMemoryTree.of(Map.of("Gemfile", line + "\n", "app.rb", ""));
  }

  private static String version(InMemoryTree tree) {
    return String.valueOf(planned(tree).recipe().versions().get("ruby"));
  }
}
