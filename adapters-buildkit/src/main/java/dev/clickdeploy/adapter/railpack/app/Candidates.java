package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where else in a repository apps may be: for messages of monorepos. */
public final class Candidates {
  private static final int MAX_CANDIDATES = 10;
  private static final int MAX_DEPTH = 3;
  private static final Kind OWN_DOCKERFILE = Kind.of("dockerfile", "Dockerfile", "Dockerfile");

  private Candidates() {}

  /** What to do about an app that is not at the root. */
  public static final String HINT =
      "set the service's root directory to the directory of its app, or add a Dockerfile";

  /** Sub-directories that look like apps, the upper ones first, as text; empty when none does. */
  public static String text(App app) {
    Map<String, String> found = in(app.files(), app.kinds());
    return found.isEmpty()
        ? ""
        : "; there are apps in "
            + found.entrySet().stream()
                .map(candidate -> candidate.getKey() + " (" + candidate.getValue() + ")")
                .collect(Collectors.joining(", "));
  }

  /** Sub-directories that look like apps, each with the file that shows it. */
  private static Map<String, String> in(SourceFiles files, List<Kind> known) {
    List<Kind> kinds = Stream.concat(known.stream(), Stream.of(OWN_DOCKERFILE)).toList();
    Map<String, String> found = new LinkedHashMap<>();
    for (int depth = 1; depth <= MAX_DEPTH; depth++) {
      for (String path : markers(files, kinds, depth)) {
        if (found.size() < MAX_CANDIDATES && !isBelowOther(path, found)) {
          found.putIfAbsent(directory(path), name(path));
        }
      }
    }
    return found;
  }

  private static List<String> markers(SourceFiles files, List<Kind> kinds, int depth) {
    return files
        .paths()
        .filter(path -> depth(path) == depth && !isHidden(path))
        .filter(path -> kinds.stream().anyMatch(kind -> kind.isMarker(name(path))))
        .toList();
  }

  private static boolean isHidden(String path) {
    return Arrays.stream(path.split("/"))
        .anyMatch(s -> s.startsWith(".") || s.equals("node_modules") || s.equals("vendor"));
  }

  private static boolean isBelowOther(String path, Map<String, String> found) {
    return found.keySet().stream()
        .anyMatch(above -> path.startsWith(above + "/") && !directory(path).equals(above));
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  private static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
