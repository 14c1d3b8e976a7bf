package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;

/** What a database does with rows that break its constraints. */
final class Rejected {
  private Rejected() {}

  static void unless(boolean holds, String rule) {
    if (!holds) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE, "the store refused: " + rule, null, null);
    }
  }
}
