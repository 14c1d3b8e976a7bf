package dev.clickdeploy.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Limits how many requests come with each token, and how many unknown tokens from each address.
 * What is left of a token's requests is told as draft-ietf-httpapi-ratelimit-headers-10 has it.
 */
final class Throttle {
  private static final RateLimit GUESSES = new RateLimit(10, 100);
  private static final long SECOND = 1_000_000_000L;

  private final RateLimit limit;
  private final Buckets requests;
  private final Buckets guesses;
  private final String policy;

  Throttle(RateLimit limit, InstantSource clock) {
    this.limit = limit;
    RateLimit counted = limit.isNone() ? RateLimit.DEFAULT : limit;
    this.requests = new Buckets(counted, clock);
    this.guesses = new Buckets(GUESSES, clock);
    this.policy =
        "\"token\";q=%d;w=%d"
            .formatted(counted.burst(), seconds(counted.burst() * (SECOND / counted.perSecond())));
  }

  /**
   * Counts a request of a token.
   *
   * @throws ProblemException 429 when it is one too many
   */
  void request(HttpServerExchange exchange, Object token) {
    if (limit.isNone()) {
      return;
    }
    Buckets.Taken taken = requests.take(token);
    Sender.put(exchange, "RateLimit-Policy", policy);
    Sender.put(
        exchange,
        "RateLimit",
        "\"token\";r=%d;t=%d".formatted(taken.left(), seconds(taken.nanosToFull())));
    if (!taken.allowed()) {
      throw tooMany(
          "this token has %d requests a second, %d at once; slow down"
              .formatted(limit.perSecond(), limit.burst()),
          taken.nanosToNext());
    }
  }

  /** Counts an unknown token. */
  void guess(HttpServerExchange exchange) {
    if (!limit.isNone()) {
      guesses.take(address(exchange));
    }
  }

  /**
   * Refuses to look another token up for an address that sent too many unknown ones. Whoever shares
   * it and has been let in before is not kept out.
   *
   * @param familiar whether the token has been let in; asked when it matters
   * @throws ProblemException 429 when it did
   */
  void requireFewGuesses(HttpServerExchange exchange, BooleanSupplier familiar) {
    if (!limit.isNone()) {
      Buckets.Taken next = guesses.look(address(exchange));
      if (!next.allowed() && !familiar.getAsBoolean()) {
        throw tooMany(
            "too many unknown tokens came from this address; mend the client's token",
            next.nanosToNext());
      }
    }
  }

  private static InetAddress address(HttpServerExchange exchange) {
    return exchange.getSourceAddress().getAddress();
  }

  private static ProblemException tooMany(String detail, long nanos) {
    return new ProblemException(Problem.RATE_LIMITED, detail)
        .with("Retry-After", Long.toString(Math.max(1, seconds(nanos))));
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, SECOND);
  }
}
