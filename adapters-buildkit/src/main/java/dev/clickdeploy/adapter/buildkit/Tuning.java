package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.filesync.TransferListener;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What tests need to see or shorten.
 *
 * @param stallLimit how long a transfer of sources may make no progress
 * @param clock for what the daemon tells without a time
 * @param healthPause between two looks at the health of each of several daemons
 */
record Tuning(
    Duration stallLimit, TransferListener listener, InstantSource clock, Duration healthPause) {
  static final Tuning DEFAULT =
      new Tuning(
          Duration.ofSeconds(60),
          TransferListener.NONE,
          InstantSource.system(),
          Duration.ofSeconds(5));

  Tuning hearing(TransferListener other) {
    return new Tuning(stallLimit, other, clock, healthPause);
  }

  Tuning stalledAfter(Duration limit) {
    return new Tuning(limit, listener, clock, healthPause);
  }

  Tuning lookingEvery(Duration pause) {
    return new Tuning(stallLimit, listener, clock, pause);
  }
}
