package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobQueue.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Extends the leases of all running jobs at once, and hears which of them must stop. */
final class Heartbeats implements Loop.Step {
  private final JobQueue jobs;
  private final Roster roster;
  private final PoolSettings settings;
  private final LongSupplier nanoTime;

  Heartbeats(JobQueue jobs, Roster roster, PoolSettings settings, LongSupplier nanoTime) {
    this.jobs = jobs;
    this.roster = roster;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  public Duration run() {
    // a lease of work that was given up shall run out
    List<RunningJob> held = roster.all().stream().filter(job -> !job.isLost()).toList();
    if (!held.isEmpty()) {
      long askedAt = nanoTime.getAsLong();
      Map<Claim, Heartbeat> beats = extend(held.stream().map(RunningJob::claim).toList());
      for (RunningJob job : held) {
        hear(job, askedAt, beats);
      }
    }
    return settings.heartbeat();
  }

  private Map<Claim, Heartbeat> extend(List<Claim> claims) {
    return jobs.extend(claims, settings.lease()).stream()
        .collect(Collectors.toMap(Heartbeat::claim, Function.identity()));
  }

  private static void hear(RunningJob job, long askedAt, Map<Claim, Heartbeat> beats) {
    Heartbeat beat = beats.get(job.claim());
    if (beat == null) {
      job.stop(StopReason.CLAIM_LOST);
      return;
    }
    job.renewed(askedAt);
    if (beat.cancelRequested()) {
      job.stop(StopReason.CANCEL_REQUESTED);
    }
  }
}
