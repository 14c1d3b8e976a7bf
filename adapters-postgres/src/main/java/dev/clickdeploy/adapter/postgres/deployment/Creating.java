package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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

  /** Within somebody's transaction; workers are woken when it commits. */
  public static Creation within(Connection connection, Deployment queued, NewJob job)
      throws SQLException {
    Rules.require(queued.status() == DeploymentStatus.QUEUED, "a new deployment is queued");
    Rules.require(
        job.subject().equals(queued.id().toString()), "the job's subject is the deployment");
    for (int i = 0; i < TRIES; i++) {
      Optional<Deployment> created = DeploymentWrites.insert(connection, queued, job.id());
      if (created.isPresent()) {
        Enqueuing.within(connection, List.of(job));
        return new Creation.Created(created.get());
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
