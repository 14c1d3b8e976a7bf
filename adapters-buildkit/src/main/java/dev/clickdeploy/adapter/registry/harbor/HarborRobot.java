package dev.clickdeploy.adapter.registry.harbor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A robot account, without its secret.
 *
 * @param name by which it logs in, with the prefix that this Harbor gives
 * @param expiresAt null for never
 */
public record HarborRobot(long id, String name, @Nullable Instant expiresAt) {
  /** Whether it cannot log in any more. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
