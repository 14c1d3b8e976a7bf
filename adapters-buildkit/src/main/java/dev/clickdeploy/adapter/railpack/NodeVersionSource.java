package dev.clickdeploy.adapter.railpack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a wish for a version of Node.js is read, the strongest first. Files that pin what
 * developers run come before ranges that say what is possible, as in Railpack (core/generate,
 * mise_step_builder.go).
 */
enum NodeVersionSource {
  TOOL_VERSIONS(".tool-versions") {
    @Override
    Optional<String> read(SourceFiles files, PackageJson json) {
      Matcher line = TOOL.matcher(files.text(where()).orElse(""));
      return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }
  },
  NVMRC(".nvmrc") {
    @Override
    Optional<String> read(SourceFiles files, PackageJson json) {
      return firstLine(files, where());
    }
  },
  NODE_VERSION(".node-version") {
    @Override
    Optional<String> read(SourceFiles files, PackageJson json) {
      return firstLine(files, where());
    }
  },
  VOLTA("volta.node in package.json") {
    @Override
    Optional<String> read(SourceFiles files, PackageJson json) {
      return json.text("volta", "node");
    }
  },
  DEV_ENGINES("devEngines.runtime in package.json") {
    @Override
    Optional<String> read(SourceFiles files, PackageJson json) {
      return json.text("devEngines", "runtime", "name")
          .filter("node"::equals)
          .flatMap(node -> json.text("devEngines", "runtime", "version"));
    }
  },
  ENGINES("engines.node in package.json") {
    @Override
    Optional<String> read(SourceFiles files, PackageJson json) {
      return json.text("engines", "node");
    }
  };

  private static final Pattern TOOL = Pattern.compile("(?m)^[ \\t]*node(?:js)?[ \\t]+(\\S+)");

  private final String where;

  NodeVersionSource(String where) {
    this.where = where;
  }

  abstract Optional<String> read(SourceFiles files, PackageJson json);

  String where() {
    return where;
  }

  private static Optional<String> firstLine(SourceFiles files, String path) {
    return files
        .head(path, 1_000)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .findFirst();
  }
}
