package dev.clickdeploy.adapter.railpack;

import java.util.List;
import java.util.Optional;

/**
 * The major version of Node.js. The first of {@link NodeVersionSource}'s sources decides; of the
 * majors that it allows, the default one is preferred, then newer ones.
 */
record NodeVersion(int major) {
  /** What an app gets that does not say what it wants. */
  static final int DEFAULT = 22;

  private static final List<Integer> SUPPORTED = List.of(22, 24, 20);
  private static final List<Integer> OTHERS =
      List.of(26, 28, 18, 16, 14, 12, 10, 25, 23, 21, 19, 17, 27, 29);

  static NodeVersion choose(App app, PackageJson json, Notes notes) {
    for (NodeVersionSource source : NodeVersionSource.values()) {
      Optional<String> wish = source.read(app.files(), json);
      Optional<SemverRange> range = wish.flatMap(NodeVersion::range);
      if (wish.isPresent() && range.isEmpty()) {
        notes.warn(
            "%s says '%s', which is no version of Node.js; it is ignored"
                .formatted(source.where(), cut(wish.get())));
      }
      if (range.isPresent()) {
        return best(range.get(), source.where(), cut(wish.orElseThrow()), notes);
      }
    }
    notes.because("Node.js " + DEFAULT, "nothing asks for another version");
    return new NodeVersion(DEFAULT);
  }

  private static NodeVersion best(SemverRange range, String where, String wish, Notes notes) {
    Optional<Integer> supported = SUPPORTED.stream().filter(range::allowsMajor).findFirst();
    int major =
        supported
            .or(() -> OTHERS.stream().filter(range::allowsMajor).findFirst())
            .orElseThrow(
                () ->
                    new PlanningException(
                        "no version of Node.js is known that satisfies '%s' of %s"
                            .formatted(wish, where),
                        "ask for one of 20, 22 and 24"));
    notes.because("Node.js " + major, "%s says '%s'".formatted(where, wish));
    if (supported.isEmpty()) {
      notes.warn(
          "Node.js %d is outside the supported versions 20, 22 and 24; move to one of them"
              .formatted(major));
    } else if (range.isExact()) {
      notes.warn(
          "%s asks for exactly %s; the base image has the newest Node.js %d"
              .formatted(where, wish, major));
    }
    return new NodeVersion(major);
  }

  private static Optional<SemverRange> range(String wish) {
    return SemverRange.parse(NodeAlias.resolve(wish));
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }
}
