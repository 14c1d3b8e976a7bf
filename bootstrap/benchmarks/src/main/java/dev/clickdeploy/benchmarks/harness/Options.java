package dev.clickdeploy.benchmarks.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the script {@code run} asks for: a benchmark's name, {@code --quick}, and options with a
 * value.
 */
public record Options(String name, boolean quick, Map<String, String> values) {
  public Options {
    values = Map.copyOf(values);
  }

  /**
   * Reads {@code NAME [--quick] [--option value]…}.
   *
   * @throws IllegalArgumentException when a name, an option or a value is missing
   */
  public static Options parse(List<String> arguments) {
    if (arguments.isEmpty() || arguments.getFirst().startsWith("--")) {
      throw new IllegalArgumentException("which benchmark? Give its name first");
    }
    boolean quick = false;
    Map<String, String> values = new HashMap<>();
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--quick")) {
        quick = true;
      } else if (argument.startsWith("--") && i + 1 < arguments.size()) {
        values.put(argument.substring(2), arguments.get(++i));
      } else {
        throw new IllegalArgumentException("'" + argument + "' is no option with a value");
      }
    }
    return new Options(arguments.getFirst(), quick, values);
  }

  /** An option's value, when it was given. */
  public Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option)).filter(text -> !text.isEmpty());
  }

  /**
   * An option's value.
   *
   * @throws IllegalArgumentException when it was not given
   */
  public String required(String option) {
    return value(option)
        .orElseThrow(() -> new IllegalArgumentException("--" + option + " is missing"));
  }

  /** A comma-separated option, or everything when it was not given. */
  public List<String> chosen(String option, List<String> everything) {
    List<String> chosen = value(option).map(text -> List.of(text.split(","))).orElse(everything);
    for (String each : chosen) {
      if (!everything.contains(each)) {
        throw new IllegalArgumentException(
            "--" + option + ": '" + each + "' is none of " + String.join(", ", everything));
      }
    }
    return everything.stream().filter(chosen::contains).toList();
  }
}
