package dev.clickdeploy.adapter.railpack.version;

import java.util.List;
import java.util.regex.Pattern;

/** How a community writes ranges of versions. */
public enum Grammar {
  /** npm/node-semver, README "Ranges"; Cargo and Poetry write {@code ^} and {@code ~} like it. */
  NPM("\\|\\|"),
  /** PEP 440, "Version specifiers": commas, {@code ~=}, {@code ==3.12.*}. */
  PYTHON("\\|\\|"),
  /** RubyGems and Hex: commas or {@code and}, {@code ~>}, {@code or}. */
  RUBY("\\|\\||\\bor\\b"),
  /** Composer, "Versions and constraints": a single {@code |} too, and {@code ~} like Ruby's. */
  COMPOSER("\\|\\|?");

  private final Pattern or;

  Grammar(String or) {
    this.or = Pattern.compile(or);
  }

  List<String> alternatives(String text) {
    return List.of(or.split(text.replace(" and ", " "), -1));
  }

  Version tildeEnd(String operator, PartialVersion version) {
    boolean likeNpm =
        this == NPM ? !operator.equals("~=") : operator.equals("~") && this != COMPOSER;
    return likeNpm ? version.tildeEnd() : version.pessimisticEnd();
  }
}
