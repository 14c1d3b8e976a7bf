package dev.clickdeploy.adapter.postgres.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.port.out.PortException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final Secret SECRET = Secret.of("pässword ✓");
  private static final Place HERE = new Place("table", "column", "row");
  private final SecretBox box = new SecretBox(TestDatabase.key(1));

  @Test
  void what_was_sealed_opens_in_its_place() {
    assertThat(box.open(box.seal(SECRET, HERE), HERE)).isEqualTo(SECRET);
  }

  @Test
  void equal_secrets_are_sealed_differently_each_time() {
    assertThat(box.seal(SECRET, HERE)).isNotEqualTo(box.seal(SECRET, HERE));
  }

  @Test
  void another_place_does_not_open_it() {
    byte[] sealed = box.seal(SECRET, HERE);
    for (Place other :
        new Place[] {
          new Place("table", "column", "other"),
          new Place("table", "other", "row"),
          new Place("other", "column", "row")
        }) {
      assertThatThrownBy(() -> box.open(sealed, other)).isInstanceOf(PortException.class);
    }
  }

  @Test
  void another_key_does_not_open_it_and_the_message_says_which_setting() {
    byte[] sealed = box.seal(SECRET, HERE);
    assertThatThrownBy(() -> new SecretBox(TestDatabase.key(2)).open(sealed, HERE))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().mend()).contains("CLICKDEPLOY_SECRET_KEY"))
        .hasMessageContaining("table.column/row")
        .hasMessageContaining("another key");
  }

  @Test
  void a_change_of_any_byte_is_noticed() {
    byte[] sealed = box.seal(SECRET, HERE);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> box.open(changed, HERE))
          .as("byte %d", i)
          .isInstanceOf(PortException.class);
    }
    assertThatThrownBy(() -> box.open(new byte[0], HERE)).isInstanceOf(PortException.class);
  }

  @Test
  void a_key_of_another_form_is_refused_without_being_quoted() {
    for (String wrong :
        new String[] {"not Base64!", Base64.getEncoder().encodeToString(new byte[16])}) {
      assertThatThrownBy(() -> new SecretBox(Secret.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32 bytes")
          .hasMessageNotContaining(wrong)
          .hasNoCause();
    }
  }
}
