package dev.clickdeploy.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void a_name_comes_first_and_then_options_in_any_order() {
    Options options = Options.parse(List.of("queue", "--json", "out.json", "--quick"));

    assertThat(options.name()).isEqualTo("queue");
    assertThat(options.quick()).isTrue();
    assertThat(options.required("json")).isEqualTo("out.json");
    assertThat(options.value("cases")).isEmpty();
  }

  @Test
  void a_choice_keeps_the_order_of_everything_and_names_what_it_does_not_know() {
    Options options = Options.parse(List.of("queue", "--cases", "b,a", "--systems", "x"));

    assertThat(options.chosen("cases", List.of("a", "b", "c"))).containsExactly("a", "b");
    assertThatThrownBy(() -> options.chosen("systems", List.of("a")))
        .hasMessage("--systems: 'x' is none of a");
  }

  @Test
  void what_is_missing_is_said() {
    assertThatThrownBy(() -> Options.parse(List.of("--quick"))).hasMessageContaining("name first");
    assertThatThrownBy(() -> Options.parse(List.of("queue", "--json")))
        .hasMessageContaining("'--json'");
  }

  @Test
  void every_second_round_goes_backwards() {
    List<String> systems = List.of("a", "b", "c");

    assertThat(Alternation.order(systems, 0)).containsExactly("a", "b", "c");
    assertThat(Alternation.order(systems, 1)).containsExactly("c", "b", "a");
    assertThat(Alternation.order(systems, 2)).containsExactly("a", "b", "c");
  }
}
