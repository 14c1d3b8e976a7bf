package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.StartedFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells of a start command that names a file which nothing makes. */
final class StartCheck {
  private static final Set<String> RUNNERS = Set.of("node", "bun", "tsx", "ts-node");
  private static final Pattern FILE = Pattern.compile("(?:\\./)?[\\w@.+/-]+\\.[cm]?[jt]sx?");

  private StartCheck() {}

  /** A build or a script of the installation may make any file, so nothing is said then. */
  static void warn(NodeApp node, StartCommand start, boolean built) {
    if (!built && node.json().lifecycleScript().isEmpty()) {
      missing(node, start.argv()).ifPresent(file -> StartedFile.warnOf(node.app(), file));
    }
  }

  /** The first file of a command that a runner starts with, or one as written; options are not. */
  private static Optional<String> missing(NodeApp node, List<String> argv) {
    if (argv.size() < 2 || !RUNNERS.contains(argv.get(0))) {
      return Optional.empty();
    }
    return Optional.of(argv.get(1))
        .filter(file -> FILE.matcher(file).matches())
        .map(file -> file.startsWith("./") ? file.substring(2) : file)
        .filter(file -> !file.startsWith("/") && !file.contains("..") && !node.files().has(file));
  }
}
