package dev.clickdeploy.bootstrap.settings;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Named values with typed, checked access; blank counts as unset. */
final class Values {
  private final Map<String, String> byName;

  Values(Map<String, String> byName) {
    this.byName = byName;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(byName.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Reads a value whose parser throws IllegalArgumentException with a message for people. */
  <T> Optional<T> parsed(String name, Function<String, T> parser) {
    return text(name)
        .map(
            value -> {
              try {
                return parser.apply(value);
              } catch (IllegalArgumentException e) {
                throw new SettingException("%s: %s".formatted(name, e.getMessage()));
              }
            });
  }

  int integer(String name, int fallback, int least, int most) {
    return text(name)
        .map(
            value -> {
              String accepted = "a whole number from %d to %d".formatted(least, most);
              try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException e) {
                throw SettingException.wrong(name, value, accepted);
              }
              throw SettingException.wrong(name, value, accepted);
            })
        .orElse(fallback);
  }

  long bytes(String name, long fallback) {
    return text(name)
        .map(
            value ->
                ByteSize.parse(value)
                    .orElseThrow(() -> SettingException.wrong(name, value, ByteSize.ACCEPTED)))
        .orElse(fallback);
  }

  Duration duration(String name, Duration fallback) {
    return text(name).map(value -> duration(name, value)).orElse(fallback);
  }

  /** A duration; zero for {@code 0} and {@code off}. */
  Duration durationOrOff(String name, Duration fallback) {
    String value = text(name).orElse("");
    return value.equals("0") || value.equalsIgnoreCase("off")
        ? Duration.ZERO
        : duration(name, fallback);
  }

  private static Duration duration(String name, String value) {
    String form = value.toUpperCase(Locale.ROOT).replaceFirst("^([0-9]+)D$", "P$1D");
    try {
      Duration duration = Duration.parse(form.startsWith("P") ? form : "PT" + form);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw SettingException.wrong(name, value, "a duration such as 30s, 10m or PT1H");
    }
    throw SettingException.wrong(name, value, "a duration longer than zero");
  }

  boolean flag(String name) {
    return text(name)
        .map(
            value ->
                switch (value.toLowerCase(Locale.ROOT)) {
                  case "true", "1", "yes" -> true;
                  case "false", "0", "no" -> false;
                  default -> throw SettingException.wrong(name, value, "true or false");
                })
        .orElse(false);
  }

  List<String> list(String name) {
    return text(name).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  InetSocketAddress socketAddress(String name, String fallback) {
    String value = text(name).orElse(fallback);
    int colon = value.lastIndexOf(':');
    String accepted = "host:port, such as 0.0.0.0:8080";
    try {
      int port = Integer.parseInt(value.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= 65_535) {
        return new InetSocketAddress(value.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      throw SettingException.wrong(name, value, accepted);
    }
    throw SettingException.wrong(name, value, accepted);
  }
}
