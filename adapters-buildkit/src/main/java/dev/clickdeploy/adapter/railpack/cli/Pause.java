package dev.clickdeploy.adapter.railpack.cli;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;

/** Waiting, and what it means to be woken. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static PortException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new PortException(
        FailureClass.INFRASTRUCTURE, "planning was interrupted", "deploy again", e);
  }
}
