package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  @Test
  void a_bearer_challenge_has_realm_service_and_scope() {
    assertThat(
            parse(
                "Bearer realm=\"https://h/token\",service=\"harbor-registry\","
                    + "scope=\"repository:a/b:pull,push\""))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://h/token",
                    "service", "harbor-registry",
                    "scope", "repository:a/b:pull,push")));
  }

  @Test
  void several_challenges_stand_in_one_header_or_in_many() {
    List<Challenge> expected =
        List.of(
            new Challenge("negotiate", Map.of()),
            new Challenge("basic", Map.of("realm", "a, b=c")),
            new Challenge("bearer", Map.of("realm", "x")));

    assertThat(parse("Negotiate, Basic realm=\"a, b=c\", Bearer realm=x")).isEqualTo(expected);
    assertThat(parse("Negotiate", "BASIC Realm = \"a, b=c\"", "bearer realm=x"))
        .isEqualTo(expected);
  }

  @Test
  void quoted_characters_lose_their_backslash() {
    assertThat(parse("Basic realm=\"say \\\"hi\\\" \\\\\""))
        .containsExactly(new Challenge("basic", Map.of("realm", "say \"hi\" \\")));
  }

  @Test
  void what_is_malformed_adds_nothing() {
    assertThat(parse("", "=", ", ,", "realm=\"x\"", "\"Basic\"")).isEmpty();
    assertThat(parse("Basic realm=\"never closed")).extracting(Challenge::scheme).contains("basic");
    assertThat(parse("Bearer realm=\"" + "\\\"".repeat(1_000_000) + "\"")).isEmpty();
  }

  @Test
  void a_long_quoted_text_needs_no_deep_stack() {
    String realm = "x".repeat(7_000);

    assertThat(parse("Bearer realm=\"" + realm + "\""))
        .containsExactly(new Challenge("bearer", Map.of("realm", realm)));
  }

  private static List<Challenge> parse(String... headers) {
    return Challenge.parse(List.of(headers));
  }
}
