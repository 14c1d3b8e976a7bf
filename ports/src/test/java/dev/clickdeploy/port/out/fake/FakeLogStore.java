package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.port.out.LogStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Log lines in memory. */
public final class FakeLogStore implements LogStore {
  private final Object lock;
  private final FakeJobQueue jobs;
  private final FakeDeploymentStore deployments;
  private final FakeLogSignals signals;
  private final Map<DeploymentId, List<StoredLogLine>> lines = new HashMap<>();
  private long sequence;

  FakeLogStore(
      Object lock, FakeJobQueue jobs, FakeDeploymentStore deployments, FakeLogSignals signals) {
    this.lock = lock;
    this.jobs = jobs;
    this.deployments = deployments;
    this.signals = signals;
  }

  @Override
  public boolean append(Claim claim, DeploymentId deployment, List<LogLine> appended) {
    synchronized (lock) {
      if (!jobs.holds(claim) || !deployments.isWorkOf(claim, deployment)) {
        return false;
      }
      List<StoredLogLine> log = lines.computeIfAbsent(deployment, id -> new ArrayList<>());
      for (LogLine line : appended) {
        log.add(new StoredLogLine(++sequence, line));
      }
      signals.grew(deployment);
      return true;
    }
  }

  @Override
  public List<StoredLogLine> read(DeploymentId deployment, long after, int limit) {
    synchronized (lock) {
      return lines.getOrDefault(deployment, List.of()).stream()
          .filter(line -> line.sequence() > after)
          .limit(limit)
          .toList();
    }
  }

  void forget(List<DeploymentId> deployments) {
    lines.keySet().removeAll(deployments);
  }

  @Override
  public long last(DeploymentId deployment) {
    synchronized (lock) {
      List<StoredLogLine> log = lines.getOrDefault(deployment, List.of());
      return log.isEmpty() ? 0 : log.getLast().sequence();
    }
  }

  /** The whole log as texts. */
  public List<String> texts(DeploymentId deployment) {
    return read(deployment, 0, Integer.MAX_VALUE).stream().map(line -> line.line().text()).toList();
  }
}
