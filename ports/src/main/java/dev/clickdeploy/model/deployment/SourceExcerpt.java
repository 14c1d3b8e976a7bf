package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.Texts;

/**
 * The instruction of a Dockerfile at which a build failed.
 *
 * @param file as the build names it
 * @param line the instruction's first, from 1
 * @param text the instruction's lines as they stand there, cut after {@value #MAX_TEXT} characters
 */
public record SourceExcerpt(String file, int line, String text) {
  /** Longest text kept, in characters. */
  public static final int MAX_TEXT = 2_000;

  public SourceExcerpt {
    file = Texts.withoutNul(file);
    text = Texts.cut(Texts.withoutNul(text), MAX_TEXT, "…");
    if (line < 1) {
      throw new IllegalArgumentException("lines are counted from 1");
    }
  }
}
