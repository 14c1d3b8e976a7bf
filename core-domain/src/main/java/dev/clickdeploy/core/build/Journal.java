package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.StopReason;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.LogLine.Stream;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.LogStore;
import dev.clickdeploy.port.out.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * What an attempt writes while it goes on: the deployment's state and its log, without secrets.
 * {@link #flush} writes what has gathered. Thread-safe.
 */
final class Journal {
  /** What may gather while the stores cannot be reached; later lines of output are dropped. */
  private static final int MOST_GATHERED = 20_000;

  private static final int MANY = 5_000;
  private static final int MOST_AT_ONCE = 1_000;

  private final LogStore logs;
  private final DeploymentStore deployments;
  private final Work work;
  private final Redaction redaction;
  private final InstantSource clock;
  private final ReentrantLock writing = new ReentrantLock();
  private final List<LogLine> gathered = new ArrayList<>();
  private Deployment deployment;
  private Deployment written;
  private int dropped;
  private volatile boolean writable = true;

  Journal(
      Storage storage, Work work, Deployment deployment, Redaction redaction, InstantSource clock) {
    this.logs = storage.logs();
    this.deployments = storage.deployments();
    this.work = work;
    this.redaction = redaction;
    this.clock = clock;
    this.deployment = deployment;
    this.written = deployment;
  }

  /** Blots out these passwords too from now on. */
  void hide(List<RegistryLogin> logins) {
    redaction.add(logins);
  }

  /** A line by the pipeline itself. */
  void say(String text) {
    add(clock.instant(), Stream.SYSTEM, text);
  }

  /** Lines by whom it may be. Whoever speaks faster than the store writes has to wait for it. */
  void add(Instant at, Stream stream, String text) {
    if (gather(at, stream, text) >= MANY && writable) {
      try {
        flush();
      } catch (RuntimeException e) {
        // the scribe meets it too, and tells
      }
    }
  }

  private synchronized int gather(Instant at, Stream stream, String text) {
    for (String line : redaction.of(text).lines().toList()) {
      if (gathered.size() < MOST_GATHERED || stream == Stream.SYSTEM) {
        gathered.add(new LogLine(at, stream, line));
      } else {
        dropped++;
      }
    }
    return gathered.size();
  }

  /** The deployment's next state, written with the next flush. */
  synchronized void change(UnaryOperator<Deployment> next) {
    deployment = next.apply(deployment);
  }

  /** The next phase, written with the next flush; nothing when it has come already. */
  synchronized void enter(Phase phase) {
    Phase now = deployment.phase();
    if (now == null || now.compareTo(phase) < 0) {
      change(d -> d.entered(phase, clock.instant()));
    }
  }

  /** The deployment as it is now, written or not. */
  synchronized Deployment deployment() {
    return deployment;
  }

  /**
   * Writes what has gathered; what could not be written stays.
   *
   * @throws ClaimLostException when the stores refuse this attempt's claim, or it was lost before
   */
  void flush() {
    writing.lock();
    try {
      require(!work.stopping().equals(Optional.of(StopReason.CLAIM_LOST)));
      for (List<LogLine> lines = next(); !lines.isEmpty(); lines = next()) {
        require(logs.append(work.claim(), id(), lines));
        done(lines.size());
      }
      Deployment now = deployment();
      if (!now.equals(written)) {
        require(deployments.update(work.claim(), now));
        written = now;
      }
      writable = true;
    } catch (RuntimeException e) {
      writable = false;
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private synchronized DeploymentId id() {
    return deployment.id();
  }

  private synchronized List<LogLine> next() {
    return List.copyOf(gathered.subList(0, Math.min(gathered.size(), MOST_AT_ONCE)));
  }

  private synchronized void done(int lines) {
    gathered.subList(0, lines).clear();
    if (dropped > 0) {
      String text = dropped + " lines of output were dropped: the log could not be written in time";
      gathered.add(new LogLine(clock.instant(), Stream.SYSTEM, text));
      dropped = 0;
    }
  }

  private void require(boolean accepted) {
    if (!accepted) {
      work.claimLost();
      throw new ClaimLostException();
    }
  }
}
