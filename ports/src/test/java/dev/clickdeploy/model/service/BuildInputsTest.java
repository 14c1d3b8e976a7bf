package dev.clickdeploy.model.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.BuildInputs.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BuildInputsTest {
  private static Given given(String value) {
    return new Given(Secret.of(value), UUID.randomUUID());
  }

  @Test
  void a_planner_is_told_names_and_its_own_variables_with_their_values() {
    BuildInputs inputs =
        new BuildInputs(
            Map.of("RAILPACK_NODE_VERSION", given("22"), "API", given("hidden")),
            Map.of("TOKEN", given("hidden too")),
            null);
    BuildSettings settings =
        BuildSettings.DETECT.with(PlanOverrides.NONE.withEnvironment(Map.of("PLAIN", "x")));

    BuildSettings told = inputs.applyTo(settings);

    assertThat(told.overrides().environment())
        .isEqualTo(Map.of("PLAIN", "x", "RAILPACK_NODE_VERSION", "22"));
    assertThat(told.given()).isEqualTo(new GivenNames(Set.of("API"), Set.of("TOKEN")));
    assertThat(told.toString()).doesNotContain("hidden");
    assertThat(inputs.variables()).containsOnlyKeys("API");
    assertThat(BuildInputs.NONE.applyTo(settings)).isEqualTo(settings);
  }

  @Test
  void a_version_tells_of_changes_and_nothing_else() {
    Given one = given("1");
    BuildInputs inputs = new BuildInputs(Map.of("A", given("x")), Map.of("B", one), null);
    BuildInputs other = new BuildInputs(Map.of("A", given("x")), Map.of("B", one), null);

    assertThat(BuildInputs.NONE.version()).isEmpty();
    assertThat(inputs.version()).matches("[0-9a-f]{32}").isNotEqualTo(other.version());
    assertThat(inputs.secretsVersion()).isEqualTo(other.secretsVersion());
    assertThat(new BuildInputs(Map.of(), Map.of("C", one), null).secretsVersion())
        .isNotEqualTo(inputs.secretsVersion());
  }

  @Test
  void names_and_values_are_bounded() {
    for (String name : List.of("1A", "", "A-B", "ä", "A".repeat(101), "BUILDKIT_SYNTAX", "A\n")) {
      assertThatThrownBy(() -> changes(ValueKind.SECRET, name, "x"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not the name of a secret");
    }
    assertThatThrownBy(() -> changes(ValueKind.ENVIRONMENT, "A", "s3cr".repeat(2_501)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10,000")
        .hasMessageNotContaining("s3cr");
    assertThatThrownBy(() -> changes(ValueKind.ENVIRONMENT, "RAILPACK_BUILD_CMD", "a\nb"))
        .hasMessageContaining("one line");
    assertThat(changes(ValueKind.SECRET, "_a1", "a\nb".repeat(10_000)).set()).hasSize(1);
    assertThatThrownBy(
            () -> new ValueChanges(ValueKind.SECRET, Map.of("A", Secret.of("x")), Set.of("A")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ValueChanges changes(ValueKind kind, String name, String value) {
    return new ValueChanges(kind, Map.of(name, Secret.of(value)), Set.of());
  }

  @Test
  void a_service_has_at_most_a_hundred_values_of_a_kind() {
    Map<String, Secret> set = new HashMap<>();
    for (int i = 0; i < ValueChanges.MOST; i++) {
      set.put("N" + i, Secret.of("x"));
    }
    ValueChanges full = new ValueChanges(ValueKind.SECRET, set, Set.of("OLD"));

    assertThat(full.refusal(Set.of(), Set.of())).isEmpty();
    assertThat(full.refusal(Set.of("OLD", "N7"), Set.of())).isEmpty();
    assertThat(full.refusal(Set.of("KEPT"), Set.of()))
        .hasValueSatisfying(why -> assertThat(why).contains("101 secrets"));
    assertThat(full.refusal(Set.of(), Set.of("N3")))
        .hasValueSatisfying(why -> assertThat(why).contains("'N3' as a variable"));
  }
}
