package dev.clickdeploy.adapter.railpack.version;

import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses the version of a tool by its strongest wish.
 *
 * @param locked version by tool that an earlier plan chose
 */
public record VersionChoice(VersionTable table, Map<String, String> locked, Notes notes) {
  public VersionChoice {
    locked = Map.copyOf(locked);
  }

  /**
   * The version of a tool.
   *
   * @param wishes the strongest one first; those that are no version are warned about
   * @throws PlanningException when the strongest one cannot be fulfilled
   */
  public ToolVersion choose(String name, List<Wish> wishes) {
    ToolLine tool = table.tool(name);
    for (Wish wish : wishes) {
      Optional<SemverRange> range = range(wish, tool);
      if (range.isPresent()) {
        return wished(tool, wish, range.get());
      }
      notes.warn(
          "%s says '%s', which is no version of %s; it is ignored"
              .formatted(wish.where(), wish.shown(), tool.label()));
    }
    Optional<String> before = lockedIn(tool, SemverRange.ALL);
    String version = before.orElse(tool.standard().toString());
    notes.because(
        tool.label() + " " + version,
        before.isPresent() ? "chosen for this service before" : "nothing asks for another version");
    return new ToolVersion(name, version, ToolVersion.DEFAULT);
  }

  private static Optional<SemverRange> range(Wish wish, ToolLine tool) {
    return SemverRange.parse(tool.resolve(wish.text()), wish.grammar());
  }

  private ToolVersion wished(ToolLine tool, Wish wish, SemverRange range) {
    PartialVersion chosen =
        literal(tool, wish)
            .or(() -> lockedIn(tool, range).flatMap(PartialVersion::parse))
            .or(() -> newest(tool, range))
            .orElseThrow(() -> unknown(tool, wish));
    notes.because(
        tool.label() + " " + chosen, "%s says '%s'".formatted(wish.where(), wish.shown()));
    if (!tool.supports(chosen)) {
      notes.warn(
          "%s %s is outside the supported versions %s; move to one of them"
              .formatted(tool.label(), chosen, listed(tool.supported())));
    }
    return new ToolVersion(tool.name(), chosen.toString(), wish.where());
  }

  /** A version that is written out is taken as it is: official images have a tag for each. */
  private static Optional<PartialVersion> literal(ToolLine tool, Wish wish) {
    return PartialVersion.parse(tool.resolve(wish.text()).replaceFirst("^={1,3}\\s*", ""))
        .filter(version -> version.parts() >= tool.standard().parts());
  }

  private static Optional<PartialVersion> newest(ToolLine tool, SemverRange range) {
    return tool.lines().stream().flatMap(line -> range.newestOf(line).stream()).findFirst();
  }

  private Optional<String> lockedIn(ToolLine tool, SemverRange range) {
    return Optional.ofNullable(locked.get(tool.name()))
        .filter(
            version ->
                PartialVersion.parse(version)
                    .filter(known -> known.parts() >= tool.standard().parts())
                    .flatMap(range::newestOf)
                    .filter(newest -> newest.toString().equals(version))
                    .isPresent());
  }

  private static PlanningException unknown(ToolLine tool, Wish wish) {
    return new PlanningException(
        "no version of %s is known that satisfies '%s' of %s"
            .formatted(tool.label(), wish.shown(), wish.where()),
        "ask for one of " + listed(tool.supported()));
  }

  private static String listed(List<PartialVersion> versions) {
    return versions.stream().map(PartialVersion::toString).collect(Collectors.joining(", "));
  }
}
