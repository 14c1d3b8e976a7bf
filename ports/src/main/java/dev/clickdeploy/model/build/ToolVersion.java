package dev.clickdeploy.model.build;

import java.util.Objects;

/**
 * A program that a plan brings, such as a language's runtime or a package manager.
 *
 * @param name as in a list of tools: {@code node}, {@code python}, {@code pnpm}
 * @param version as chosen, such as {@code 22}, {@code 3.13} or {@code 1.25.3}
 * @param source what asked for it, such as {@code .nvmrc}; {@code default} when nothing did
 */
public record ToolVersion(String name, String version, String source) {
  /** The source of a version that nothing asked for. */
  public static final String DEFAULT = "default";

  public ToolVersion {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(source, "source");
  }
}
