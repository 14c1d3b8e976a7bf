package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.http.Pause;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks again and again until something has ended, for as long as it may take and no longer. */
record Waiting(InstantSource clock, Pause pause) {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  <T> T until(String what, Duration longest, Supplier<T> look, Function<T, ScanStatus> status) {
    Instant end = clock.instant().plus(longest);
    Duration wait = FIRST;
    while (true) {
      T seen = look.get();
      if (status.apply(seen).isFinal()) {
        return seen;
      }
      if (!clock.instant().plus(wait).isBefore(end)) {
        throw new PortException(
            FailureClass.INFRASTRUCTURE,
            "Harbor's %s has not ended within %d s: %s"
                .formatted(what, longest.toSeconds(), status.apply(seen)),
            "look at Harbor's job service and its scanner, then ask again",
            null);
      }
      rest(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
    }
  }

  private void rest(Duration wait) {
    try {
      pause.await(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PortException(
          FailureClass.INFRASTRUCTURE, "interrupted while waiting for Harbor", null, e);
    }
  }
}
