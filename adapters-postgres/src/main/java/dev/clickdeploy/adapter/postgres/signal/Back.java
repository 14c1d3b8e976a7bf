package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An organization's jobs that are on the queue again, or came there late, in a place that claims
 * may have passed.
 *
 * @param runAt when the earliest of them is or was due, to the microsecond
 */
public record Back(OrganizationId organization, Instant runAt) {
  private static final String PREFIX = "back ";

  /** As it is signalled. */
  String payload() {
    return PREFIX + organization + " " + ChronoUnit.MICROS.between(Instant.EPOCH, runAt);
  }

  static boolean isIn(String payload) {
    return payload.startsWith(PREFIX);
  }

  static Back parse(String payload) {
    String[] words = payload.substring(PREFIX.length()).split(" ");
    Instant runAt = Instant.EPOCH.plus(Long.parseLong(words[1]), ChronoUnit.MICROS);
    return new Back(OrganizationId.parse(words[0]), runAt);
  }
}
