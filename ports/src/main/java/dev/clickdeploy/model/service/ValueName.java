package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.Texts;
import java.util.regex.Pattern;

/** Which names and values a build may be given. */
final class ValueName {
  /** Variables with this beginning steer the planner. */
  static final String RAILPACK = "RAILPACK_";

  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private ValueName() {}

  /**
   * Checks a name.
   *
   * @throws IllegalArgumentException when it is malformed, or of those that are this system's own
   */
  static void require(ValueKind kind, String name) {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a %s: 1 to 100 letters, digits and _, not beginning with a digit"
              .formatted(Texts.cut(name, 60, "…"), kind.word()));
    }
    // BuildKit takes build arguments of such names for itself, and so does this system
    if (name.startsWith("BUILDKIT_") || name.startsWith("CLICKDEPLOY_")) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a %s: those with BUILDKIT_ and CLICKDEPLOY_ are taken"
              .formatted(name, kind.word()));
    }
  }

  /**
   * Checks a value; it is not repeated.
   *
   * @throws IllegalArgumentException when it is too long, has NUL, or more lines than a setting
   */
  static void require(ValueKind kind, String name, Secret value) {
    String text = value.reveal();
    if (text.length() > kind.longest() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the %s '%s' needs a value of at most %,d characters without NUL"
              .formatted(kind.word(), name, kind.longest()));
    }
    if (steersPlanner(kind, name) && text.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException(
          "the variable '%s' needs a value of one line".formatted(name));
    }
  }

  static boolean steersPlanner(ValueKind kind, String name) {
    return kind == ValueKind.ENVIRONMENT && name.startsWith(RAILPACK);
  }
}
