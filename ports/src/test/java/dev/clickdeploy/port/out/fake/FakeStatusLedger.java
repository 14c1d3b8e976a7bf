package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.status.CommitState;
import dev.clickdeploy.port.out.StatusLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What git hosts have been told, in memory. */
public final class FakeStatusLedger implements StatusLedger {
  private final Object lock;
  private final SettableClock clock;
  private final FakeDeploymentStore deployments;
  private final Map<Key, Holder> holders = new HashMap<>();
  private final Map<Key, Told> told = new HashMap<>();

  private record Key(ServiceId service, CommitSha sha) {
    static Key of(Deployment deployment) {
      return new Key(deployment.service(), deployment.origin().sha());
    }
  }

  private record Holder(Claim claim, Instant until) {}

  private record Told(DeploymentId deployment, CommitState state) {
    static Told of(Deployment deployment) {
      return new Told(deployment.id(), CommitState.of(deployment.status()));
    }
  }

  FakeStatusLedger(Object lock, SettableClock clock, FakeDeploymentStore deployments) {
    this.lock = lock;
    this.clock = clock;
    this.deployments = deployments;
  }

  @Override
  public Turn begin(DeploymentId about, Claim by, Duration most) {
    synchronized (lock) {
      Deployment newest = deployments.newestOfCommit(about).orElse(null);
      if (newest == null) {
        return new Turn.Nothing();
      }
      Holder holder = holders.get(Key.of(newest));
      if (holder != null && !holder.claim().equals(by) && holder.until().isAfter(now())) {
        return new Turn.Busy();
      }
      if (Told.of(newest).equals(told.get(Key.of(newest)))) {
        return new Turn.Nothing();
      }
      holders.put(Key.of(newest), new Holder(by, now().plus(most)));
      return new Turn.Tell(newest);
    }
  }

  private Instant now() {
    return clock.instant();
  }

  @Override
  public void end(Claim by, Deployment newest, boolean heard) {
    synchronized (lock) {
      Holder holder = holders.get(Key.of(newest));
      if (holder != null && holder.claim().equals(by)) {
        holders.remove(Key.of(newest));
        if (heard) {
          told.put(Key.of(newest), Told.of(newest));
        }
      }
    }
  }
}
