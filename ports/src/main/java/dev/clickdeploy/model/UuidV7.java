package dev.clickdeploy.model;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Time-ordered identifiers as RFC 9562 §5.7 defines them: 48 bits of milliseconds, 74 random bits.
 */
public final class UuidV7 {
  private static final SecureRandom RANDOM = new SecureRandom();

  // java.util.UUID reads more than this
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private UuidV7() {}

  /** A new identifier whose first 48 bits are the clock's milliseconds since the epoch. */
  public static UUID next(InstantSource clock) {
    long millis = clock.millis();
    long high = (millis << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low);
  }

  /**
   * Reads the canonical text form of a UUID of any version, in either case.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static UUID parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + Texts.cut(text, 60, "…") + "' is not a UUID");
    }
    return UUID.fromString(text);
  }
}
