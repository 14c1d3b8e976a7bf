package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.Optional;

/** A tool as an argument for pip. */
final class PipRequirement {
  private PipRequirement() {}

  /**
   * The exact version, else the newest of the line. A version that nobody asked for is an upper
   * bound only: an old Python gets the newest release that it can run.
   */
  static String of(ToolVersion tool) {
    Optional<PartialVersion> version = PartialVersion.parse(tool.version());
    if (version.isEmpty() || version.get().parts() == 0) {
      return tool.name();
    }
    if (tool.source().equals(ToolVersion.DEFAULT)) {
      return "'%s<%s'".formatted(tool.name(), end(version.get()));
    }
    boolean exact = version.get().parts() == 3;
    return "'%s==%s%s'".formatted(tool.name(), version.get(), exact ? "" : ".*");
  }

  private static PartialVersion end(PartialVersion version) {
    return new PartialVersion(version.after(), version.parts());
  }
}
