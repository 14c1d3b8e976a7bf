package dev.clickdeploy.adapter.registry.harbor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was found in order a short while ago, so that each build need not ask. */
record Prepared(InstantSource clock, Map<String, Instant> until) {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  Prepared(InstantSource clock) {
    this(clock, new ConcurrentHashMap<>());
  }

  void once(String project, String account, Runnable preparation) {
    String what = project + " " + account;
    if (clock.instant().isBefore(until.getOrDefault(what, Instant.MIN))) {
      return;
    }
    preparation.run();
    if (until.size() >= MOST) {
      until.clear();
    }
    until.put(what, clock.instant().plus(REMEMBERED));
  }
}
