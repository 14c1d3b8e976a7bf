package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of tools that the settings or files of version managers ask for, and a plan lacks. */
final class UnusedTools {
  private static final int SHOWN = 60;
  private static final int MOST = 10;

  private UnusedTools() {}

  static void warn(App app, Kind kind, List<ToolVersion> brought) {
    Set<String> names = brought.stream().map(ToolVersion::name).collect(Collectors.toSet());
    List<String> unused =
        Stream.concat(app.settings().tools().stream(), app.toolFiles().tools().stream())
            .filter(tool -> !names.contains(tool))
            .map(UnusedTools::shown)
            .distinct()
            .sorted()
            .limit(MOST)
            .toList();
    if (!unused.isEmpty()) {
      app.notes()
          .warn(
              "%s: asked for, but not brought to an app of the kind %s; name Debian packages instead"
                  .formatted(String.join(", ", unused), kind.name()));
    }
  }

  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }
}
