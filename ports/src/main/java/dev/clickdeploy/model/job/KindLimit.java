package dev.clickdeploy.model.job;

import org.jspecify.annotations.Nullable;

/**
 * How many jobs of a kind may be processed at once, in all processes together.
 *
 * @param total of all organizations; null for any number
 * @param perOrganization of each organization; null for any number
 */
public record KindLimit(@Nullable Integer total, @Nullable Integer perOrganization) {
  /** Any number. */
  public static final KindLimit NONE = new KindLimit(null, null);

  public KindLimit {
    requirePositive(total);
    requirePositive(perOrganization);
  }

  private static void requirePositive(@Nullable Integer limit) {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1, not " + limit);
    }
  }

  /** At most so many of each organization. */
  public static KindLimit perOrganization(int most) {
    return new KindLimit(null, most);
  }

  /** Whether there is anything to keep to. */
  public boolean isNone() {
    return total == null && perOrganization == null;
  }
}
