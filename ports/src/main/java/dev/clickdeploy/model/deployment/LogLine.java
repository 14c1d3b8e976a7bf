package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.Texts;
import java.time.Instant;
import java.util.Objects;

/**
 * One line of a deployment's log as it is written.
 *
 * @param stream who speaks: the pipeline itself, or a build step's standard output or error
 * @param text without line end, at most {@value #MAX_LENGTH} characters, longer ones are cut with a
 *     mark
 */
public record LogLine(Instant at, Stream stream, String text) {
  /** Longest line kept, in characters. */
  public static final int MAX_LENGTH = 8_192;

  private static final String CUT = " …[cut]";

  /** Who speaks. */
  public enum Stream {
    SYSTEM,
    STDOUT,
    STDERR
  }

  public LogLine {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(stream, "stream");
    text = cut(Texts.withoutNul(text));
  }

  /** A line as long as one may be, with a mark where more was. */
  public static String cut(String text) {
    return Texts.cut(text, MAX_LENGTH, CUT);
  }
}
