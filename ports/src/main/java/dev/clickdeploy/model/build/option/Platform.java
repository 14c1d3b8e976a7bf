package dev.clickdeploy.model.build.option;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image runs on, in the words of the OCI image specification, image-index.md.
 *
 * @param variant of the architecture, such as {@code v7}; empty when there is none
 */
public record Platform(String os, String architecture, String variant) {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9_.-]+)/([a-z0-9_.-]+)(?:/([a-z0-9_.-]+))?");

  public Platform {
    Objects.requireNonNull(os, "os");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(variant, "variant");
  }

  /**
   * Reads {@code os/architecture[/variant]}, such as {@code linux/arm64}.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static Platform parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a platform of the form os/architecture[/variant]");
    }
    return new Platform(
        form.group(1), form.group(2), Objects.requireNonNullElse(form.group(3), ""));
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
