package dev.clickdeploy.adapter.registry.http;

import java.time.Duration;

/** Waits; tests only note for how long. */
@FunctionalInterface
public interface Pause {
  void await(Duration duration) throws InterruptedException;
}
