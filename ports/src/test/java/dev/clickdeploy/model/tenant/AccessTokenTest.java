package dev.clickdeploy.model.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickdeploy.port.out.fake.SettableClock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private final SettableClock clock = new SettableClock(NOW);
  private final Scope scope = Scope.of(OrganizationId.next(clock));

  private AccessToken token(@Nullable Instant expiresAt, @Nullable LocalDate lastUsedOn) {
    return new AccessToken(
        TokenId.next(clock),
        scope,
        new Name("ci"),
        Role.VIEWER,
        TokenHash.of("text"),
        NOW,
        expiresAt,
        lastUsedOn);
  }

  @Test
  void it_opens_nothing_from_the_moment_on_at_which_it_expires() {
    AccessToken token = token(NOW.plusSeconds(60), null);
    assertThat(token.isExpired(NOW.plusSeconds(59))).isFalse();
    assertThat(token.isExpired(NOW.plusSeconds(60))).isTrue();
    assertThat(token(null, null).isExpired(Instant.MAX)).isFalse();
  }

  @Test
  void it_expires_after_it_was_created() {
    assertThatIllegalArgumentException().isThrownBy(() -> token(NOW, null));
  }

  @Test
  void its_use_is_news_once_a_day() {
    assertThat(token(null, null).isFirstUseOn(DAY)).isTrue();
    assertThat(token(null, DAY).isFirstUseOn(DAY)).isFalse();
    assertThat(token(null, DAY).isFirstUseOn(DAY.plusDays(1))).isTrue();
    assertThat(token(null, DAY).isFirstUseOn(DAY.minusDays(1))).isFalse();
  }
}
