package dev.clickdeploy.model.build.option;

import java.util.Collection;
import java.util.regex.Pattern;

/** Checks names that travel as keys of a builder's options. */
final class Named {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e&&[^,=\"]]{1,200}");

  private Named() {}

  static void required(Collection<String> names, String what) {
    for (String name : names) {
      if (!FORM.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "%s must be of 1 to 200 printable ASCII characters without space, comma, quote and ="
                .formatted(what));
      }
    }
  }
}
