package dev.clickdeploy.port.out.contract.model;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a sequence that fails, and then for the shortest one that does. The generators are
 * jqwik's; it is run from a plain test, so that what a subclass needs beside it can be set up in
 * JUnit's ways.
 */
final class Search<T> {
  private static final int GENERATED_FOR = 1_000;
  private static final Duration SHRINKING = Duration.ofSeconds(30);

  private final Arbitrary<List<T>> sequences;
  private final Consumer<List<T>> trial;

  Search(Arbitrary<List<T>> sequences, Consumer<List<T>> trial) {
    this.sequences = sequences;
    this.trial = trial;
  }

  private record Failing<T>(Shrinkable<List<T>> sequence, Throwable why) {}

  /** Tries so many sequences, for at most so long. */
  void run(int tries, Duration most) {
    long seed = Long.getLong("clickdeploy.model.seed", new Random().nextLong());
    JqwikSession.run(() -> run(seed, tries, System.nanoTime() + most.toNanos()));
  }

  private void run(long seed, int tries, long deadline) {
    RandomGenerator<List<T>> generator = sequences.generator(GENERATED_FOR);
    Random random = new Random(seed);
    for (int i = 1; i <= tries && System.nanoTime() < deadline; i++) {
      Failing<T> failing = failure(generator.next(random)).orElse(null);
      if (failing != null) {
        throw report(seed, i, shortest(failing));
      }
    }
  }

  private Optional<Failing<T>> failure(Shrinkable<List<T>> sequence) {
    try {
      trial.accept(sequence.value());
      return Optional.empty();
    } catch (RuntimeException | AssertionError e) {
      return Optional.of(new Failing<>(sequence, e));
    }
  }

  private Failing<T> shortest(Failing<T> found) {
    long deadline = System.nanoTime() + SHRINKING.toNanos();
    Failing<T> shortest = found;
    Failing<T> shorter = found;
    while (shorter != null) {
      shortest = shorter;
      shorter = shorter(shortest, deadline);
    }
    return shortest;
  }

  private @Nullable Failing<T> shorter(Failing<T> failing, long deadline) {
    Iterator<Shrinkable<List<T>>> candidates = failing.sequence().shrink().iterator();
    while (candidates.hasNext() && System.nanoTime() < deadline) {
      Failing<T> next = failure(candidates.next()).orElse(null);
      if (next != null) {
        return next;
      }
    }
    return null;
  }

  private static <T> AssertionError report(long seed, int number, Failing<T> failing) {
    String steps =
        failing.sequence().value().stream().map(s -> "\n  " + s).collect(Collectors.joining());
    return new AssertionError(
        "sequence %d of -Dclickdeploy.model.seed=%d fails; shortened to:%s\nbecause %s"
            .formatted(number, seed, steps, failing.why()),
        failing.why());
  }
}
