package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.filesync.TransferListener;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What tests need to see or shorten.
 *
 * @param stallLimit how long a transfer of sources may make no progress
 * @param clock for what the daemon tells without a time
 */
record Tuning(Duration stallLimit, TransferListener listener, InstantSource clock) {
  static final Tuning DEFAULT =
      new Tuning(Duration.ofSeconds(60), TransferListener.NONE, InstantSource.system());
}
