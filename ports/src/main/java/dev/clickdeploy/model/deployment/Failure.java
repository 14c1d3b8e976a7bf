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
 */
public record Failure(
    FailureClass type, String message, @Nullable String mend, List<String> lastLines) {
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

  /** A failure without output of a step. */
  public static Failure of(FailureClass type, String message, @Nullable String mend) {
    return new Failure(type, message, mend, List.of());
  }

  /** What to do about it. */
  public Optional<String> hint() {
    return Optional.ofNullable(mend);
  }
}
