package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.Example.Reasoned;
import dev.clickdeploy.adapter.railpack.app.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file of examples. Lines before the first example are comments. Then for each example:
 *
 * <pre>
 * === name
 * --- path/of/a/file          its content follows, to the next line that begins with ---
 * --- @settings               optional: name=value, variables of the service; provider=name
 * --- @railpack               field: value, as Railpack plans; an empty value means none
 * --- @equivalent             optional: field: our value   // why it means the same
 * --- @deviates               optional: field: our value   // why it is another
 * </pre>
 *
 * What {@link Equivalence} knows to be the same needs no reason. Fields: provider, manager,
 * framework, runtime, install, build, start, static, port, and {@code tool NAME}; a tool's value is
 * {@code version <- source}. Fields that are not named are not compared. The line {@code required:
 * 0.9} before the first example replaces the share of examples that must not deviate.
 */
record ExampleFile(String name, List<Example> examples, double ownShare) {
  private static final String REQUIRED = "required:";

  static List<ExampleFile> all() {
    return Stream.concat(Providers.KINDS.stream().map(Kind::name), Stream.of("none"))
        .map(ExampleFile::read)
        .toList();
  }

  double required(double share) {
    return ownShare >= 0 ? ownShare : share;
  }

  private static ExampleFile read(String provider) {
    String text = resource(provider + ".examples");
    String[] parts = text.split("(?m)^=== ");
    List<Example> examples = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      examples.add(example(parts[i]));
    }
    double share =
        parts[0]
            .lines()
            .filter(line -> line.startsWith(REQUIRED))
            .mapToDouble(line -> Double.parseDouble(line.substring(REQUIRED.length()).strip()))
            .findFirst()
            .orElse(-1);
    return new ExampleFile(provider, examples, share);
  }

  /** A text beside the examples. */
  static String resource(String name) {
    try (InputStream in = ExampleFile.class.getResourceAsStream("/railpack/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example example(String part) {
    String[] sections = part.split("(?m)^--- ");
    Map<String, String> files = new LinkedHashMap<>();
    Map<String, String> rules = new LinkedHashMap<>();
    for (int i = 1; i < sections.length; i++) {
      int end = sections[i].indexOf('\n');
      String title = sections[i].substring(0, end).strip();
      (title.startsWith("@") ? rules : files).put(title, sections[i].substring(end + 1));
    }
    return new Example(
        sections[0].strip(),
        files,
        values(rules.getOrDefault("@settings", ""), "="),
        values(rules.getOrDefault("@railpack", ""), ":"),
        reasoned(rules.getOrDefault("@equivalent", "")),
        reasoned(rules.getOrDefault("@deviates", "")));
  }

  private static Map<String, String> values(String lines, String separator) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines.lines().filter(l -> !l.isBlank()).toList()) {
      int at = line.indexOf(separator);
      if (at < 0) {
        throw new IllegalArgumentException("no '" + separator + "' in: " + line);
      }
      values.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
    }
    return values;
  }

  private static Map<String, Reasoned> reasoned(String lines) {
    Map<String, Reasoned> reasoned = new LinkedHashMap<>();
    values(lines, ":")
        .forEach(
            (field, value) -> {
              int at = value.lastIndexOf(" // ");
              if (at < 0 && !value.startsWith("// ")) {
                throw new IllegalArgumentException("no reason (// …) in: " + field + ": " + value);
              }
              int reason = value.startsWith("// ") ? 0 : at + 1;
              reasoned.put(
                  field,
                  new Reasoned(
                      value.substring(0, reason).strip(), value.substring(reason + 3).strip()));
            });
    return reasoned;
  }
}
