package dev.clickdeploy.adapter.registry.http;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Repeats a safe request while the registry is busy, as long as it asks for but not for ever, and
 * when the connection ended before the answer did.
 */
public final class Retries {
  /** How often a request is sent at most. */
  public static final int ATTEMPTS = 4;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Pause pause;

  /** A request. */
  @FunctionalInterface
  public interface Request {
    /** Sends it once. */
    Answer send() throws IOException;
  }

  /** Waits by this pause. */
  public Retries(InstantSource clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * The first answer that is final, or the last one.
   *
   * @throws IOException when there is none, also when interrupted
   */
  public Answer send(Request request) throws IOException {
    Duration wait = FIRST_WAIT;
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Optional<Answer> answer = answer(request);
      if (answer.isPresent() && !answer.get().isTransient()) {
        return answer.get();
      }
      await(answer.flatMap(busy -> busy.header("Retry-After")).flatMap(this::wished).orElse(wait));
      wait = wait.multipliedBy(2);
    }
    return request.send();
  }

  /** Empty when the connection ended too early. */
  private static Optional<Answer> answer(Request request) throws IOException {
    try {
      return Optional.of(request.send());
    } catch (IOException e) {
      if (LostConnection.is(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void await(Duration wait) throws IOException {
    try {
      pause.await(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Seconds or a date (RFC 9110 §10.2.3). */
  private Optional<Duration> wished(String retryAfter) {
    String text = retryAfter.strip();
    if (text.matches("[0-9]{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant when = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      Duration until = Duration.between(clock.instant(), when);
      return Optional.of(until.isNegative() ? Duration.ZERO : until);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
