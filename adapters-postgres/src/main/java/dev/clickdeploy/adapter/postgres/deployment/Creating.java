package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.deployment.DeploymentWrites.Inserted;
import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.status.StatusNews;
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
   * What came of one.
   *
   * @param jobs those that a new deployment still needs: its own, and perhaps one for its git host
   */
  public record Made(Creation creation, List<NewJob> jobs) {
    private static Made of(Inserted inserted, NewJob job) {
      Deployment created = inserted.deployment();
      return new Made(
          new Creation.Created(created),
          inserted.newsWanted() ? List.of(job, StatusNews.job(created)) : List.of(job));
    }
  }

  /** What came of many, in order, without their jobs. Within somebody's transaction. */
  public static List<Made> withoutJobs(Connection connection, List<Wanted> all)
      throws SQLException {
    Map<DeploymentId, Inserted> written = new HashMap<>();
    if (!all.isEmpty()) {
      DeploymentWrites.insert(connection, all).forEach(d -> written.put(d.deployment().id(), d));
    }
    List<Made> made = new ArrayList<>();
    for (Wanted wanted : all) {
      Inserted inserted = written.get(wanted.queued.id());
      made.add(inserted == null ? made(connection, wanted) : Made.of(inserted, wanted.job));
    }
    return made;
  }

  /** Within somebody's transaction; workers are woken when it commits. */
  public static Creation within(Connection connection, Deployment queued, NewJob job)
      throws SQLException {
    Made made = made(connection, new Wanted(queued, job));
    Enqueuing.within(connection, made.jobs);
    return made.creation;
  }

  private static Made made(Connection connection, Wanted wanted) throws SQLException {
    Deployment queued = wanted.queued;
    for (int i = 0; i < TRIES; i++) {
      List<Inserted> inserted = DeploymentWrites.insert(connection, List.of(wanted));
      if (!inserted.isEmpty()) {
        return Made.of(inserted.getFirst(), wanted.job);
      }
      // only a key can be in the way
      String key = queued.origin().key().orElseThrow();
      Optional<Deployment> earlier = DeploymentReads.underKey(connection, queued.service(), key);
      if (earlier.isPresent()) {
        return new Made(new Creation.Duplicate(earlier.get()), List.of());
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
