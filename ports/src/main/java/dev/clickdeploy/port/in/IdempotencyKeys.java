package dev.clickdeploy.port.in;

import org.jspecify.annotations.Nullable;

/** What a caller may give to have a request carried out once, however often it is sent. */
final class IdempotencyKeys {
  private IdempotencyKeys() {}

  static void check(@Nullable String key) {
    if (key != null
        && (key.isBlank() || key.length() > 200 || key.chars().anyMatch(Character::isISOControl))) {
      throw new IllegalArgumentException("an idempotency key has 1 to 200 printable characters");
    }
  }
}
