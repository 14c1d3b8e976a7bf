package dev.clickdeploy.port.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.out.fake.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerDeploymentTest {
  private final Scope scope = Scope.of(OrganizationId.next(new SettableClock()));
  private final ServiceId service = ServiceId.next(new SettableClock());

  private TriggerDeployment withKey(@Nullable String key) {
    return new TriggerDeployment(scope, service, null, key);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"k", "release 7", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""})
  void a_key_is_kept_as_it_is(@Nullable String key) {
    assertThat(withKey(key).idempotencyKey()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\0b", "a\tb"})
  void a_key_is_a_printable_text(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withKey(key))
        .withMessageContaining("1 to 200");
  }

  @Test
  void a_key_has_at_most_200_characters() {
    assertThat(withKey("k".repeat(200)).idempotencyKey()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> withKey("k".repeat(201)));
  }

  @Test
  void it_names_a_scope_and_a_service() {
    assertThatNullPointerException()
        .isThrownBy(() -> new TriggerDeployment(null, service, null, null))
        .withMessage("scope");
    assertThatNullPointerException()
        .isThrownBy(() -> new TriggerDeployment(scope, null, null, null))
        .withMessage("service");
  }
}
