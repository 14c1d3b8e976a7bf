package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.registry.StubRegistry.Asked;
import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.adapter.registry.TokenService.Manner;
import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.port.out.fake.SettableClock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That the token service of these tests is no kinder than a real one. */
class TokenServiceTest {
  private static final String UPLOAD = "/v2/a/b/blobs/uploads/";
  private static final String ASK = "/service/token?service=test-registry&scope=";
  private static final String PASSWORD = new Account("me", Secret.of("hush")).basic();

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final TokenService tokens =
      new TokenService("me", "hush", clock, asked -> new Reply(202, ""));

  private Reply ask(String method, String target, @Nullable String authorization) {
    return tokens.answer(new Asked(method, target, authorization, null, null, null, ""));
  }

  private String bearer(String scope, @Nullable String authorization) {
    String body = ask("GET", ASK + scope, authorization).body();
    return "Bearer " + body.replaceFirst("^.*\"token\":\"([^\"]+)\".*$", "$1");
  }

  private static String challenge(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    return List.of(reply.headers()).get(1);
  }

  @Test
  void a_push_needs_both_rights_for_its_own_repository() {
    assertThat(challenge(ask("POST", UPLOAD, null))).contains("scope=\"repository:a/b:pull,push\"");
    String push = bearer("repository:a/b:pull,push", PASSWORD);

    for (String method : List.of("POST", "PATCH", "PUT", "GET", "HEAD")) {
      assertThat(ask(method, UPLOAD + "x", push).status()).isEqualTo(202);
    }
    assertThat(challenge(ask("DELETE", "/v2/a/b/manifests/t", push))).startsWith("Basic");
    assertThat(challenge(ask("POST", "/v2/a/c/blobs/uploads/", push))).startsWith("Basic");
    assertThat(challenge(ask("POST", UPLOAD + "?mount=x&from=c/d", push))).startsWith("Basic");
    String pull = bearer("repository:a/b:pull", PASSWORD);
    assertThat(challenge(ask("POST", UPLOAD, pull))).startsWith("Basic");
  }

  @Test
  void in_the_manner_of_distribution_the_error_is_named() {
    tokens.manner(Manner.DISTRIBUTION);
    String pull = bearer("repository:a/b:pull", PASSWORD);

    assertThat(challenge(ask("POST", UPLOAD, pull))).contains("error=\"insufficient_scope\"");
    clock.advance(TokenService.LIFETIME);
    assertThat(challenge(ask("GET", UPLOAD, pull))).contains("error=\"invalid_token\"");
    assertThat(challenge(ask("GET", UPLOAD, "Bearer made-up"))).contains("invalid_token");
  }

  @Test
  void whoever_is_nobody_gets_a_token_that_opens_nothing() {
    String anonymous = bearer("repository:a/b:pull", null);

    assertThat(ask("GET", "/v2/", anonymous).status()).isEqualTo(202);
    assertThat(challenge(ask("GET", "/v2/a/b/tags/list", anonymous))).startsWith("Basic");
    assertThat(ask("GET", ASK + "repository:a/b:pull", "Basic d3Jvbmc=").status()).isEqualTo(401);
  }
}
