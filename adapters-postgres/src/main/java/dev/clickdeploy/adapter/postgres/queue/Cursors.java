package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Rewind;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lanes of every kind that this process claims. */
public final class Cursors implements Rewind {
  private final Map<JobKind, Lanes> kinds = new ConcurrentHashMap<>();

  Lanes of(JobKind kind) {
    return kinds.computeIfAbsent(kind, k -> new Lanes(System::nanoTime));
  }

  @Override
  public void to(OrganizationId organization, Instant runAt) {
    kinds.values().forEach(lanes -> lanes.lower(organization, runAt));
  }

  @Override
  public void all() {
    kinds.values().forEach(Lanes::forget);
  }
}
