package dev.clickdeploy.adapter.buildkit.filesync;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A file's modification time as a fingerprint of its content. The daemon asks again only for files
 * whose path, mode, size or time differ from the last build's, so equal content must have equal
 * times and other content must not; git has no times of its own. Seconds and nanoseconds both
 * differ, because layers keep whole seconds only.
 */
final class ModificationTime {
  /** 2020-01-01T00:00:00Z. */
  static final long FIRST_SECOND = 1_577_836_800L;

  /** About 97 days; a bit of the id more or less tells nobody anything. */
  static final int SECOND_BITS = 23;

  /** What directories and submodules get: their content is their entries. */
  static final Instant OF_DIRECTORIES = Instant.ofEpochSecond(FIRST_SECOND);

  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private ModificationTime() {}

  /**
   * The time of a file with this content.
   *
   * @param objectId hexadecimal digest of the content, all of which counts
   */
  static Instant of(String objectId) {
    BigInteger digest = new BigInteger(1, HexFormat.of().parseHex(objectId));
    long seconds = digest.mod(BigInteger.ONE.shiftLeft(SECOND_BITS)).longValue();
    long nanos = digest.shiftRight(SECOND_BITS).mod(NANOS_PER_SECOND).longValue();
    return Instant.ofEpochSecond(FIRST_SECOND + seconds, nanos);
  }

  static long nanosecondsSince1970(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }
}
