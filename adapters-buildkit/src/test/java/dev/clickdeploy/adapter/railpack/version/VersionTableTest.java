package dev.clickdeploy.adapter.railpack.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTableTest {
  @Test
  void the_table_that_ships_with_us_has_the_tools_of_every_provider() {
    VersionTable shipped = VersionTable.shipped();

    assertThat(shipped.tool("node").image()).isEqualTo("node:{version}-slim");
    for (String tool : "go python php ruby java rust deno dotnet elixir caddy".split(" ")) {
      assertThat(shipped.tool(tool).supports(shipped.tool(tool).standard())).as(tool).isTrue();
    }
  }

  @Test
  void a_section_of_another_table_takes_the_place_of_ours() {
    VersionTable table =
        VersionTable.shipped()
            .with(
                "# newer\n[node]\nlabel = Node.js\nimage = node:{version}\ndefault = 30 # soon\n");

    assertThat(table.tool("node").standard()).hasToString("30");
    assertThat(table.tool("node").supported()).hasToString("[30]");
    assertThat(table.tool("caddy").standard()).hasToString("2");
    assertThat(table.find("cobol")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"default = 1", "[x]\nwhat", "[x]\ndefault = new", "[x]\ndefault=1\naliases=a:b"})
  void a_malformed_table_is_refused(String text) {
    assertThatThrownBy(() -> VersionTable.shipped().with(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version table");
  }
}
