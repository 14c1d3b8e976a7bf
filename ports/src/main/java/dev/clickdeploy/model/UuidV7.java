package dev.clickdeploy.model;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Time-ordered identifiers as RFC 9562 §5.7 defines them: 48 bits of milliseconds, 74 random bits.
 */
public final class UuidV7 {
  private static final SecureRandom RANDOM = new SecureRandom();

  private UuidV7() {}

  /** A new identifier whose first 48 bits are the clock's milliseconds since the epoch. */
  public static UUID next(InstantSource clock) {
    long millis = clock.millis();
    long high = (millis << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
