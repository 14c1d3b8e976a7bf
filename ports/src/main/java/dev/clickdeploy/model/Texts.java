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
    if (!isUnicode(text)) {
      throw new IllegalArgumentException(what + " must be valid Unicode");
    }
    return text;
  }

  /**
   * The text, or its beginning with a mark, in at most {@code max} characters; no character beyond
   * the basic plane is cut in two.
   */
  public static String cut(String text, int max, String mark) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - mark.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + mark;
  }

  /** The text without NUL, which PostgreSQL's text has no place for. */
  public static String withoutNul(String text) {
    return text.replace("\0", "");
  }

  /** Whether no half of a character stands alone. */
  private static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
