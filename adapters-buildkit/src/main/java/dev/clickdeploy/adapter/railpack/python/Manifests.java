package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what an installation reads, each file to where it lies in the tree. */
final class Manifests {
  private Manifests() {}

  static void copy(Stage stage, List<String> paths) {
    Map<String, List<String>> byDirectory = new LinkedHashMap<>();
    for (String path : paths) {
      if (path.endsWith("/")) {
        byDirectory.putIfAbsent("./" + path, new ArrayList<>(List.of(path)));
      } else {
        String directory = "./" + path.substring(0, path.lastIndexOf('/') + 1);
        byDirectory.computeIfAbsent(directory, any -> new ArrayList<>()).add(path);
      }
    }
    byDirectory.forEach((directory, sources) -> stage.copy(sources, directory));
  }
}
