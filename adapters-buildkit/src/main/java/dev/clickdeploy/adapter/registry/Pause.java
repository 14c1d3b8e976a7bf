package dev.clickdeploy.adapter.registry;

import java.time.Duration;

/** Waits; tests only note for how long. */
@FunctionalInterface
interface Pause {
  void await(Duration duration) throws InterruptedException;
}
