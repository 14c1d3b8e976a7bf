package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs beside Node.js: the package manager, Bun where scripts call it, and what settings or
 * files of version managers ask for.
 *
 * @param tools as the plan tells them
 * @param globals packages that npm installs for every stage
 * @param packages Debian packages of build and image
 */
record NodeTools(List<ToolVersion> tools, List<String> globals, List<String> packages) {
  private static final Pattern CALLS_BUN = Pattern.compile("(?:^|[\\s;&|])bunx?\\s");
  private static final Set<String> KNOWN = Set.of("node", "npm", "pnpm", "yarn", "bun", "caddy");

  static NodeTools of(NodeApp node, Optional<StartCommand> start) {
    List<ToolVersion> tools = new ArrayList<>(node.manager().tool().stream().toList());
    List<String> globals = new ArrayList<>(node.manager().globalPackage().stream().toList());
    if (!(node.manager() instanceof Bun) && wantsBun(node, start)) {
      ToolVersion bun = new PackageManagers(node.app(), node.json()).bun();
      tools.add(bun);
      globals.add("bun@" + bun.version());
    }
    start.flatMap(StartCommand::globalPackage).ifPresent(globals::add);
    List<String> packages = new ArrayList<>();
    for (String name : asked(node.app())) {
      if (name.equals("python")) {
        tools.add(new ToolVersion(name, "3", node.app().wishes(name, List.of()).get(0).where()));
        packages.addAll(List.of("python-is-python3", "python3"));
        node.notes().warn("python is Debian's in a Node.js image, whatever version is asked for");
      } else {
        node.notes()
            .warn(
                "%s is asked for, but cannot be had in a Node.js image; it is ignored"
                    .formatted(name.replaceAll("\\p{Cntrl}", " ")));
      }
    }
    return new NodeTools(List.copyOf(tools), List.copyOf(globals), List.copyOf(packages));
  }

  private static Set<String> asked(App app) {
    Set<String> asked = new TreeSet<>(app.settings().tools());
    asked.addAll(app.toolFiles().tools());
    asked.removeAll(KNOWN);
    return asked;
  }

  private static boolean wantsBun(NodeApp node, Optional<StartCommand> start) {
    Stream<String> scripts =
        node.json().scripts().stream().flatMap(name -> node.json().script(name).stream());
    return !node.app().wishes("bun", List.of()).isEmpty()
        || Stream.concat(scripts, start.map(StartCommand::shown).stream())
            .anyMatch(command -> CALLS_BUN.matcher(command).find());
  }
}
