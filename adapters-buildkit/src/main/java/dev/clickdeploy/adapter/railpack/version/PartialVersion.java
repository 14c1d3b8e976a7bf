package dev.clickdeploy.adapter.railpack.version;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A version of which only the first {@code parts} numbers are given: {@code 22}, {@code 22.x}. */
public record PartialVersion(Version low, int parts) {
  private static final Pattern FORM =
      Pattern.compile(
          "[vV]?(?:[xX*]|([0-9]{1,8})(?:\\.(?:[xX*]|([0-9]{1,8})(?:\\.(?:[xX*]|([0-9]{1,8})"
              + "(?:[-+][0-9A-Za-z.+-]*)?))?)(?:\\.[xX*])*)?)");

  /** Reads up to three numbers; empty when it is something else. */
  public static Optional<PartialVersion> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int parts = 0;
    int[] numbers = new int[3];
    while (parts < 3 && form.group(parts + 1) != null) {
      numbers[parts] = Integer.parseInt(form.group(parts + 1));
      parts++;
    }
    return Optional.of(new PartialVersion(new Version(numbers[0], numbers[1], numbers[2]), parts));
  }

  /** The first version that is none of these. */
  public Version after() {
    return low.next(parts);
  }

  /** Where {@code ^} ends: before the leftmost number that is not zero changes. */
  Version caretEnd() {
    if (parts == 0) {
      return after();
    }
    if (low.major() > 0 || parts == 1) {
      return low.next(1);
    }
    return low.minor() > 0 || parts == 2 ? low.next(2) : low.next(3);
  }

  /** Where npm's {@code ~} ends: before the minor number changes, or the major when it is alone. */
  Version tildeEnd() {
    return low.next(Math.min(parts, 2));
  }

  /** Where Ruby's {@code ~>} ends: before the number left of the last given one changes. */
  Version pessimisticEnd() {
    return low.next(Math.max(1, parts - 1));
  }

  /** The given numbers, such as {@code 22.2}; empty when none is given. */
  @Override
  public String toString() {
    return Stream.of(low.major(), low.minor(), low.patch())
        .limit(parts)
        .map(String::valueOf)
        .collect(Collectors.joining("."));
  }
}
