package dev.clickdeploy.model;

import java.util.Objects;

/** Checks that many value types share, with messages that say what is accepted. */
public final class Texts {
  private Texts() {}

  /**
   * A non-blank text of at most {@code max} characters without control characters.
   *
   * @throws IllegalArgumentException naming {@code what} and the limit
   */
  public static String required(String text, String what, int max) {
    Objects.requireNonNull(text, what);
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    if (text.length() > max) {
      throw new IllegalArgumentException(
          "%s has %d characters; at most %d are allowed".formatted(what, text.length(), max));
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c))) {
      throw new IllegalArgumentException(what + " must not contain control characters");
    }
    return text;
  }
}
