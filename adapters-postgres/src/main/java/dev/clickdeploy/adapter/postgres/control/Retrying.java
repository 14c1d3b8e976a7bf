package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.queue.JobWrites;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobQueue.Enqueued;
import java.util.Optional;

/** Does dead work again. */
final class Retrying {
  private final Database database;
  private final JobQueue queue;

  Retrying(Database database, JobQueue queue) {
    this.database = database;
    this.queue = queue;
  }

  /** What ended does not change any more, so that reading and enqueueing need no transaction. */
  Optional<Job> retry(JobId dead, JobId as) {
    return find(dead)
        .filter(job -> isDead(job.status()))
        .filter(job -> queue.enqueue(job.order().again(as)) instanceof Enqueued.Accepted)
        .flatMap(job -> find(as));
  }

  private Optional<Job> find(JobId id) {
    return database.run("reading a job", connection -> JobWrites.find(connection, id));
  }

  private static boolean isDead(JobStatus status) {
    return switch (status) {
      case FAILED, CANCELLED -> true;
      case QUEUED, PROCESSING, COMPLETED -> false;
    };
  }
}
