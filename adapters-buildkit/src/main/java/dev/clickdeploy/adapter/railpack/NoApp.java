package dev.clickdeploy.adapter.railpack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to say when no provider knows the app. */
final class NoApp {
  static final List<String> LOOKED_FOR =
      List.of(
          OwnDockerfile.FILE,
          PackageJson.FILE,
          StaticRoot.STATICFILE,
          "index.html",
          "public/index.html");

  private static final int MAX_CANDIDATES = 10;
  private static final int MAX_DEPTH = 3;

  private NoApp() {}

  static PlanningException found(App app) {
    Optional<String> other = OtherRuntimes.in(app.files());
    if (other.isPresent()) {
      return new PlanningException(
          "this looks like %s, for which no plan can be made yet; looked for %s"
              .formatted(other.get(), String.join(", ", LOOKED_FOR)),
          "add a Dockerfile to the repository");
    }
    String problem =
        "no app was found at the root directory: looked for " + String.join(", ", LOOKED_FOR);
    String apps = candidatesText(app);
    return apps.isEmpty()
        ? new PlanningException(problem, "add one of these files, or set the root directory")
        : new PlanningException(problem + apps, hint());
  }

  /** Sub-directories that look like apps, the upper ones first, as text; empty when none does. */
  static String candidatesText(App app) {
    Map<String, String> candidates = candidates(app.files());
    return candidates.isEmpty() ? "" : "; there are apps in " + listed(candidates);
  }

  static String hint() {
    return "set the service's root directory to the directory of its app, or add a Dockerfile";
  }

  private static String listed(Map<String, String> candidates) {
    return candidates.entrySet().stream()
        .map(candidate -> candidate.getKey() + " (" + candidate.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> candidates(SourceFiles files) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int depth = 1; depth <= MAX_DEPTH; depth++) {
      for (String path : markers(files, depth)) {
        if (found.size() < MAX_CANDIDATES && !isBelowOther(path, found)) {
          found.putIfAbsent(directory(path), name(path));
        }
      }
    }
    return found;
  }

  private static List<String> markers(SourceFiles files, int depth) {
    return files.paths().filter(path -> depth(path) == depth && isMarker(path)).toList();
  }

  private static boolean isMarker(String path) {
    boolean hidden =
        Arrays.stream(path.split("/")).anyMatch(s -> s.startsWith(".") || s.equals("node_modules"));
    String name = name(path);
    return !hidden
        && (name.equals(OwnDockerfile.FILE)
            || name.equals(PackageJson.FILE)
            || name.equals("index.html")
            || OtherRuntimes.isMarker(name));
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
