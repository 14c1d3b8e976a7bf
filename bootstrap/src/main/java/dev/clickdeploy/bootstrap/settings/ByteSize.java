package dev.clickdeploy.bootstrap.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 4GiB}, {@code 500 MB}, {@code 1000000}. */
final class ByteSize {
  static final String ACCEPTED = "a size such as 500MB or 4GiB";

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([a-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private ByteSize() {}

  /** Empty when it is none, zero, or beyond what a computer can count. */
  static Optional<Long> parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    Long unit = form.matches() ? UNITS.get(form.group(2)) : null;
    if (unit == null) {
      return Optional.empty();
    }
    long number = Long.parseLong(form.group(1));
    return number == 0 || number > Long.MAX_VALUE / unit
        ? Optional.empty()
        : Optional.of(number * unit);
  }
}
