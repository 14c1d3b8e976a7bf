package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What has to be there before modules can be downloaded.
 *
 * @param wholeTree whether that is everything
 * @param vendored whether modules are in the repository, so that none is downloaded
 * @param entangled a module of the workspace that others need as if it were published, so that
 *     downloading alone fails though building does not
 * @param manifests files by directory otherwise, the root's with an empty name first
 */
record GoModules(
    boolean wholeTree,
    boolean vendored,
    Optional<String> entangled,
    Map<String, List<String>> manifests) {
  private static final Pattern MANIFEST =
      Pattern.compile("(?:[^/]+/)*(?:go\\.mod|go\\.sum|go\\.work|go\\.work\\.sum)");
  private static final Pattern NOT_BUILT =
      Pattern.compile("(?:.*/)?(?:vendor|testdata|node_modules)/.*");
  private static final Pattern NAMEABLE = Pattern.compile("[^*?\\[\\]\\\\$\\p{Cntrl}]*");
  private static final String VENDORED = "vendor/modules.txt";
  private static final int MOST = 50;

  GoModules {
    manifests = new TreeMap<>(manifests);
  }

  static GoModules of(App app) {
    SourceFiles files = app.files();
    Map<String, List<String>> manifests =
        files
            .matching(MANIFEST)
            .filter(path -> !NOT_BUILT.matcher(path).matches())
            .collect(
                Collectors.groupingBy(GoModules::directory, TreeMap::new, Collectors.toList()));
    boolean vendored = files.has(VENDORED);
    Optional<String> reason = reason(app, manifests);
    reason
        .filter(why -> !vendored)
        .ifPresent(why -> app.notes().because("install after all sources are copied", why));
    return new GoModules(
        vendored || reason.isPresent(), vendored, entangled(files, manifests), manifests);
  }

  private static Optional<String> entangled(
      SourceFiles files, Map<String, List<String>> manifests) {
    if (!files.has(GoManifest.WORKSPACE) || manifests.size() > MOST) {
      return Optional.empty();
    }
    List<GoManifest> modules =
        manifests.values().stream()
            .flatMap(List::stream)
            .filter(path -> path.endsWith(GoManifest.MODULE))
            .map(path -> GoManifest.at(path, files))
            .toList();
    return modules.stream()
        .flatMap(module -> module.module().stream())
        .filter(name -> modules.stream().anyMatch(other -> other.downloads(name)))
        .findFirst();
  }

  private static Optional<String> reason(App app, Map<String, List<String>> manifests) {
    if (app.settings().install().isPresent()) {
      return Optional.of("the install command is the service's own");
    }
    if (manifests.size() > MOST) {
      return Optional.of("there are many modules");
    }
    return manifests.keySet().stream().allMatch(path -> NAMEABLE.matcher(path).matches())
        ? Optional.empty()
        : Optional.of("a module has an unusual name");
  }

  private static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
