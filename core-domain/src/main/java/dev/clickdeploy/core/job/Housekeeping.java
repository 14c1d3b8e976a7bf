package dev.clickdeploy.core.job;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;

/** Takes jobs from dead workers, and brings deployments in line with jobs that went on alone. */
final class Housekeeping implements Loop.Step {
  private final Storage storage;
  private final PoolSettings settings;
  private final EventSink events;
  private final InstantSource clock;

  Housekeeping(Storage storage, PoolSettings settings, EventSink events, InstantSource clock) {
    this.storage = storage;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Duration run() {
    for (Job job : storage.jobs().rescue()) {
      events.on(new Event.JobRescued(job.id(), job.kind()));
    }
    for (Deployment deployment : storage.deployments().reconcile(clock.instant())) {
      events.on(new Event.DeploymentChanged(deployment.id(), deployment.status()));
    }
    return settings.heartbeat();
  }
}
