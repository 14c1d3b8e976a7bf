package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.port.out.JobQueue.Claimed;
import java.time.Duration;
import java.time.Instant;

/**
 * A job that a statement has claimed.
 *
 * @param now the queue's clock
 * @param offered how many jobs its organization could have had in this pass
 */
record Taken(Job job, Instant now, int offered) {
  Claimed claimed() {
    return new Claimed(job, Duration.between(job.runAt(), now));
  }
}
