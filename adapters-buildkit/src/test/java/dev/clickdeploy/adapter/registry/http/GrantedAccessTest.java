package dev.clickdeploy.adapter.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantedAccessTest {
  private static final String CLAIMS =
      """
      {"iss":"harbor-token-issuer","access":[
       {"type":"repository","name":"a/b","actions":["pull","pull"]},
       {"type":"repository","name":"a/b","actions":["push"]},
       {"type":"repository","name":"host:1/c","actions":[]},
       {"type":"registry","name":"a/b","actions":["*"]}]}
      """;

  private static Optional<GrantedAccess> granted(String claims) {
    byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
    return GrantedAccess.of("e30." + Base64.getUrlEncoder().encodeToString(bytes) + ".c2ln");
  }

  @Test
  void what_a_token_opens_is_read_by_resource() {
    GrantedAccess access = granted(CLAIMS).orElseThrow();

    assertThat(access.actions("repository", "a/b")).containsExactly("pull", "push");
    assertThat(access.actions("repository", "host:1/c")).isEmpty();
    assertThat(access.actions("repository", "other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opaque", "a.b", "a.b.c.d", "a.!!!.c", "..", "e30.e30.e30"})
  void another_token_tells_nothing(String token) {
    assertThat(GrantedAccess.of(token)).isEmpty();
  }

  @Test
  void a_token_that_is_too_long_is_not_looked_at() {
    String long_one = CLAIMS.replace("}]}", "}],\"x\":\"" + "x".repeat(100_000) + "\"}");

    assertThat(granted(long_one)).isEmpty();
  }

  @Test
  void foreign_words_stay_one_short_line_and_few() {
    String many = "\"x\\n\\u001b[31m" + "y".repeat(400) + "\"";
    for (int i = 0; i < 50; i++) {
      many += ",\"" + i + "\"";
    }
    GrantedAccess access =
        granted(
                "{\"access\":[{\"type\":\"repository\",\"name\":\"a\",\"actions\":["
                    + many
                    + "]}]}")
            .orElseThrow();

    List<String> actions = access.actions("repository", "a");
    assertThat(actions).hasSize(20);
    assertThat(actions.getFirst())
        .hasSizeLessThan(310)
        .doesNotContain("\n")
        .doesNotContain("\u001b");
  }

  @Test
  void damaged_claims_never_do_more_than_tell_less() {
    Random random = new Random(11);
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      StringBuilder damaged = new StringBuilder(CLAIMS);
      damaged.setCharAt(random.nextInt(CLAIMS.length()), (char) (32 + random.nextInt(94)));
      Optional<GrantedAccess> access = granted(damaged.toString());
      read += access.map(a -> a.actions("repository", "a/b").size()).orElse(0) > 0 ? 1 : 0;
    }
    assertThat(read).isBetween(1, 1_999);
  }
}
