package dev.clickdeploy.model.tenant;

import dev.clickdeploy.model.Texts;
import java.util.regex.Pattern;

/**
 * A display name of an organization, a project or a service: 1 to 100 characters, of which at least
 * one can be seen, and none turns the direction of what stands beside it.
 */
public record Name(String value) {
  /** Longest accepted name, in characters. */
  public static final int MAX_LENGTH = 100;

  /** Directional formatting characters (Unicode Standard Annex #9, section 2). */
  private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

  public Name {
    Texts.required(value, "name", MAX_LENGTH);
    if (TURNS.matcher(value).find()) {
      throw new IllegalArgumentException(
          "a name has no characters that turn the direction of text; leave them out");
    }
    if (value.codePoints().noneMatch(Name::isVisible)) {
      throw new IllegalArgumentException("a name has at least one character that can be seen");
    }
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
