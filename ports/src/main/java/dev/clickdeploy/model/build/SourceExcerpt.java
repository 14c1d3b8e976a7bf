package dev.clickdeploy.model.build;

import java.util.Objects;

/**
 * The instruction of a Dockerfile at which a build failed.
 *
 * @param file as the build names it
 * @param line the instruction's first, from 1
 * @param text the instruction's lines as they stand there
 */
public record SourceExcerpt(String file, int line, String text) {
  public SourceExcerpt {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(text, "text");
    if (line < 1) {
      throw new IllegalArgumentException("lines are counted from 1");
    }
  }
}
