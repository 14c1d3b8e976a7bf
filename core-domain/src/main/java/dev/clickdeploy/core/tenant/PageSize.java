package dev.clickdeploy.core.tenant;

import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;

/** How much of a list is given at once. */
final class PageSize {
  private static final int MOST = 100;

  private PageSize() {}

  static int of(int limit) {
    if (limit < 1) {
      throw new RequestException(
          Reason.INVALID, "the limit is %d; give 1 to %d".formatted(limit, MOST));
    }
    return Math.min(limit, MOST);
  }
}
