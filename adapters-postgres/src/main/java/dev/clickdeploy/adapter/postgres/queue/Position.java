package dev.clickdeploy.adapter.postgres.queue;

import java.time.Instant;
import java.util.UUID;

/** A place in the order in which jobs of one priority are handed out, and itself. */
record Position(Instant runAt, UUID id) {
  private static final UUID LOWEST_ID = new UUID(0, 0);

  /** Before every job that is due at this time. */
  static Position before(Instant runAt) {
    return new Position(runAt, LOWEST_ID);
  }

  /** Whether it comes before the other one; PostgreSQL compares identifiers bit by bit. */
  boolean isBefore(Position other) {
    int byTime = runAt.compareTo(other.runAt);
    if (byTime != 0) {
      return byTime < 0;
    }
    int high = Long.compareUnsigned(id.getMostSignificantBits(), other.id.getMostSignificantBits());
    return high != 0
        ? high < 0
        : Long.compareUnsigned(id.getLeastSignificantBits(), other.id.getLeastSignificantBits())
            < 0;
  }
}
