package dev.clickdeploy.adapter.railpack.version;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the table says of one tool.
 *
 * @param name as mise and the settings name it
 * @param label for people
 * @param image official image with {@code {version}} for the version; null for a tool without one
 * @param standard what an app gets that does not ask
 * @param supported lines of versions, the preferred one first
 * @param known other lines that can be had
 * @param aliases names that people write instead of numbers, each with its range
 */
public record ToolLine(
    String name,
    String label,
    @Nullable String image,
    PartialVersion standard,
    List<PartialVersion> supported,
    List<PartialVersion> known,
    Map<String, String> aliases) {
  public ToolLine {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(standard, "standard");
    supported = List.copyOf(supported);
    known = List.copyOf(known);
    aliases = Map.copyOf(aliases);
  }

  /** The supported lines, then the others. */
  List<PartialVersion> lines() {
    return Stream.concat(supported.stream(), known.stream()).toList();
  }

  /** Whether a version belongs to a supported line. */
  boolean supports(PartialVersion version) {
    return supported.stream()
        .anyMatch(
            line ->
                line.low().compareTo(version.low()) <= 0
                    && version.low().compareTo(line.after()) < 0);
  }

  /** The text that an alias stands for; other texts without the prefixes of version managers. */
  String resolve(String text) {
    String written = text.strip().toLowerCase(Locale.ROOT);
    String plain = written.replaceFirst("^(?:prefix:|lts/|" + name + "-)", "").strip();
    return Optional.ofNullable(aliases.get(written))
        .or(() -> Optional.ofNullable(aliases.get(plain)))
        .orElse(plain);
  }
}
