package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final String PYTHON = "python";

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
    List<Wish> python = node.app().wishes(PYTHON, List.of());
    if (!python.isEmpty()) {
      tools.add(new ToolVersion(PYTHON, "3", python.get(0).where()));
      packages.addAll(List.of("python-is-python3", "python3"));
      node.notes().warn("python is Debian's in a Node.js image, whatever version is asked for");
    }
    return new NodeTools(List.copyOf(tools), List.copyOf(globals), List.copyOf(packages));
  }

  private static boolean wantsBun(NodeApp node, Optional<StartCommand> start) {
    Stream<String> scripts =
        node.json().scripts().stream().flatMap(name -> node.json().script(name).stream());
    return !node.app().wishes("bun", List.of()).isEmpty()
        || Stream.concat(scripts, start.map(StartCommand::shown).stream())
            .anyMatch(command -> CALLS_BUN.matcher(command).find());
  }
}
