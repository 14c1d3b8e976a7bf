package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.Wish;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a wish for a version of Node.js is read, the strongest first: files that pin what
 * developers run, then ranges that say what is possible.
 */
final class NodeWishes {
  private NodeWishes() {}

  static List<Wish> of(SourceFiles files, PackageJson json) {
    Optional<String> devEngine =
        json.text("devEngines", "runtime", "name")
            .filter("node"::equals)
            .flatMap(node -> json.text("devEngines", "runtime", "version"));
    return Stream.of(
            Wish.in(files.firstLine(".nvmrc"), ".nvmrc"),
            Wish.in(files.firstLine(".node-version"), ".node-version"),
            Wish.in(json.text("volta", "node"), "volta.node in package.json"),
            Wish.in(devEngine, "devEngines.runtime in package.json"),
            Wish.in(json.text("engines", "node"), "engines.node in package.json"))
        .flatMap(wishes -> wishes)
        .toList();
  }
}
