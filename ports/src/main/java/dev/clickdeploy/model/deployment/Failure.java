package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.Texts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a deployment failed, for the person who must mend it.
 *
 * @param message what happened and where, one sentence
 * @param mend what to do about it; null when nobody can say
 * @param lastLines the last lines of the failing step's output, at most {@value #MAX_LINES}
 * @param excerpt the instruction of the Dockerfile that failed; null when it is none's fault
 */
public record Failure(
    FailureClass type,
    String message,
    @Nullable String mend,
    List<String> lastLines,
    @Nullable SourceExcerpt excerpt) {
  /** Most lines kept. */
  public static final int MAX_LINES = 20;

  /** Longest message kept, in characters; longer ones are cut. */
  public static final int MAX_MESSAGE = 2_000;

  public Failure {
    Objects.requireNonNull(type, "type");
    message = Texts.cut(Texts.withoutNul(message), MAX_MESSAGE, "…");
    lastLines =
        lastLines.subList(Math.max(0, lastLines.size() - MAX_LINES), lastLines.size()).stream()
            .map(Texts::withoutNul)
            .toList();
  }

  /** A failure that is not an instruction's. */
  public Failure(FailureClass type, String message, @Nullable String mend, List<String> lastLines) {
    this(type, message, mend, lastLines, null);
  }

  /** A failure without output of a step. */
  public static Failure of(FailureClass type, String message, @Nullable String mend) {
    return new Failure(type, message, mend, List.of());
  }

  /** The same with the instruction of the Dockerfile that failed. */
  public Failure at(SourceExcerpt instruction) {
    return new Failure(type, message, mend, lastLines, instruction);
  }

  /** The instruction of the Dockerfile that failed. */
  public Optional<SourceExcerpt> source() {
    return Optional.ofNullable(excerpt);
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return Optional.ofNullable(mend);
  }
}
