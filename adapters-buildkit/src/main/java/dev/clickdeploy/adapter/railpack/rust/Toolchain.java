package dev.clickdeploy.adapter.railpack.rust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.source.Toml;
import java.util.List;
import java.util.Optional;

/**
 * The toolchain that a repository asks rustup for (rust-lang.github.io/rustup, "Overrides").
 *
 * @param file where it does
 * @param extra whether it asks for more than an image of the version has: another channel, or
 *     targets
 */
record Toolchain(String file, String channel, boolean extra) {
  /** The second one is the older form, which may be the channel alone. */
  static final List<String> FILES = List.of("rust-toolchain.toml", "rust-toolchain");

  static Optional<Toolchain> read(SourceFiles files) {
    return files.first(FILES).map(file -> of(file, files));
  }

  private static Toolchain of(String file, SourceFiles files) {
    JsonNode toml =
        files
            .text(file)
            .filter(text -> text.contains("["))
            .flatMap(Toml::parse)
            .map(root -> root.path("toolchain"))
            .orElse(MissingNode.getInstance());
    String channel =
        toml.isMissingNode()
            ? files.firstLine(file).orElse("")
            : toml.path("channel").asText("").strip();
    boolean other = channel.startsWith("nightly") || channel.startsWith("beta");
    return new Toolchain(file, channel, other || !toml.path("targets").isEmpty());
  }
}
