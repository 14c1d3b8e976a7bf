package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;

/**
 * Whoever has passed over jobs and must come back, because there may be some again that were not
 * there. Thread-safe.
 */
public interface Rewind {
  /** An organization may have jobs again that are due from this time on. */
  void to(OrganizationId organization, Instant runAt);

  /** There may be jobs anywhere: nobody knows what was not heard. */
  void all();
}
