package dev.clickdeploy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a caller is told instead of an answer. */
final class Refusal {
  private Refusal() {}

  static void assertRefused(ThrowingCallable call, Reason reason, String... words) {
    RequestException refusal = catchThrowableOfType(RequestException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    for (String word : words) {
      assertThat(refusal).hasMessageContaining(word);
    }
  }
}
