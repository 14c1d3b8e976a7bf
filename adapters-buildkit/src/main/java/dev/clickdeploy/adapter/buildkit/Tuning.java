package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.filesync.TransferListener;
import java.time.Duration;

/**
 * What tests need to see or shorten.
 *
 * @param stallLimit how long a transfer of sources may make no progress
 */
record Tuning(Duration stallLimit, TransferListener listener) {
  static final Tuning DEFAULT = new Tuning(Duration.ofSeconds(60), TransferListener.NONE);
}
