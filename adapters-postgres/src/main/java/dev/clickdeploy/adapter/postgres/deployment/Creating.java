package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a deployment together with its job, once for each key. */
public final class Creating {
  private static final int TRIES = 5;

  private final Database database;

  Creating(Database database) {
    this.database = database;
  }

  Creation create(Deployment queued, NewJob job) {
    return database.transaction(
        "creating a deployment", connection -> within(connection, queued, job));
  }

  /** A deployment to be written with its job, which has no unique key. */
  public record Wanted(Deployment queued, NewJob job) {
    public Wanted {
      Rules.require(queued.status() == DeploymentStatus.QUEUED, "a new deployment is queued");
      Rules.require(
          job.subject().equals(queued.id().toString()), "the job's subject is the deployment");
    }
  }

  /**
   * What came of many, in order, without their jobs: those that were created still need them.
   * Within somebody's transaction.
   */
  public static List<Creation> withoutJobs(Connection connection, List<Wanted> all)
      throws SQLException {
    Map<DeploymentId, Deployment> written = new HashMap<>();
    if (!all.isEmpty()) {
      DeploymentWrites.insert(connection, all).forEach(d -> written.put(d.id(), d));
    }
    List<Creation> creations = new ArrayList<>();
    for (Wanted wanted : all) {
      Deployment created = written.get(wanted.queued.id());
      creations.add(
          created == null ? deployment(connection, wanted) : new Creation.Created(created));
    }
    return creations;
  }

  /** Within somebody's transaction; workers are woken when it commits. */
  public static Creation within(Connection connection, Deployment queued, NewJob job)
      throws SQLException {
    Creation creation = deployment(connection, new Wanted(queued, job));
    if (creation instanceof Creation.Created) {
      Enqueuing.within(connection, List.of(job));
    }
    return creation;
  }

  private static Creation deployment(Connection connection, Wanted wanted) throws SQLException {
    Deployment queued = wanted.queued;
    for (int i = 0; i < TRIES; i++) {
      List<Deployment> created = DeploymentWrites.insert(connection, List.of(wanted));
      if (!created.isEmpty()) {
        return new Creation.Created(created.getFirst());
      }
      // only a key can be in the way
      String key = queued.origin().key().orElseThrow();
      Optional<Deployment> earlier = DeploymentReads.underKey(connection, queued.service(), key);
      if (earlier.isPresent()) {
        return new Creation.Duplicate(earlier.get());
      }
      // it failed or was cancelled between the two statements: the key is free again
    }
    throw new PortException(
        FailureClass.INFRASTRUCTURE,
        "a deployment with the same key ended again and again meanwhile",
        "try again",
        null);
  }
}
