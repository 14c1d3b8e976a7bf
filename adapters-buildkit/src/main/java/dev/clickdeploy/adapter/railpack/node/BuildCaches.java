package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Directories in which builds keep work for their next run. */
final class BuildCaches {
  /** It empties node_modules, in which a mount would be in the way. */
  private static final Pattern REINSTALLS =
      Pattern.compile("\\b(?:ci|install)\\b|\\brm\\b|node_modules");

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_./-]+");
  private static final int MOST = 20;

  private BuildCaches() {}

  static List<Mount> of(NodeApp node, ShellCommand build) {
    String script = node.json().script("build").orElse("");
    if (node.settings().build().isPresent()
        || REINSTALLS.matcher(build.text()).find()
        || REINSTALLS.matcher(script).find()) {
      return List.of();
    }
    List<String> targets = new ArrayList<>();
    boolean modules = node.manager().fillsNodeModules();
    if (modules) {
      targets.add("node_modules/.cache");
    }
    node.framework().ifPresent(framework -> add(framework, "", modules, targets));
    for (Map.Entry<String, PackageJson> each : node.workspaces().packages().entrySet()) {
      if (PATH.matcher(each.getKey()).matches() && targets.size() < MOST) {
        Framework.of(each.getValue())
            .ifPresent(framework -> add(framework, each.getKey() + "/", modules, targets));
      }
    }
    return targets.stream().map(target -> Mount.cache("/app/" + target)).toList();
  }

  private static void add(
      Framework framework, String directory, boolean modules, List<String> targets) {
    if (framework == Framework.NEXT) {
      targets.add(directory + ".next/cache");
    } else if (framework == Framework.GATSBY) {
      targets.add(directory + ".cache");
    } else if (framework == Framework.ASTRO && modules) {
      targets.add(directory + "node_modules/.astro");
    } else if (framework == Framework.ANGULAR) {
      targets.add(directory + ".angular/cache");
    }
  }
}
