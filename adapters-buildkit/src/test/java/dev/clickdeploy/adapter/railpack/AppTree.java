package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;

/** An app to be planned. */
public record AppTree(String name, InMemoryTree tree, BuildSettings settings) {
  /** The examples that there is a plan for. */
  public static List<AppTree> examples() {
    return ExampleFile.all().stream()
        .flatMap(file -> file.examples().stream())
        .filter(example -> !example.name().equals("secrets"))
        .map(example -> new AppTree(example.name(), example.tree(), example.build()))
        .toList();
  }
}
