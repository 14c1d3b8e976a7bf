package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;

/**
 * One of Railpack's examples as we know it.
 *
 * @param files the tree, path to content; a path that ends with {@code *} is executable
 * @param settings variables of the service, and {@code provider}
 * @param railpack what Railpack plans, by field
 * @param equivalent what we plan instead and means the same, with the reason
 * @param deviations what we plan instead and is something else, with the reason
 */
record Example(
    String name,
    Map<String, String> files,
    Map<String, String> settings,
    Map<String, String> railpack,
    Map<String, Reasoned> equivalent,
    Map<String, Reasoned> deviations) {

  /** Our value and why it is not Railpack's. */
  record Reasoned(String value, String reason) {}

  InMemoryTree tree() {
    InMemoryTree tree = InMemoryTree.empty();
    for (Map.Entry<String, String> file : files.entrySet()) {
      String path = file.getKey();
      tree =
          path.endsWith("*")
              ? tree.withExecutable(path.substring(0, path.length() - 1), file.getValue())
              : tree.with(path, file.getValue());
    }
    return tree;
  }

  BuildSettings build() {
    Map<String, String> environment = new java.util.TreeMap<>(settings);
    String provider = environment.remove("provider");
    return BuildSettings.DETECT.with(
        new PlanOverrides(provider, Map.of(), List.of(), List.of(), environment));
  }
}
