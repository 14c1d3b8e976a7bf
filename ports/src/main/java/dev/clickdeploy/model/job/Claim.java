package dev.clickdeploy.model.job;

import java.util.Objects;

/**
 * The right to work on a job until its lease ends or its fence is raised. Every write of a worker
 * carries it.
 */
public record Claim(JobId job, long fence) {
  public Claim {
    Objects.requireNonNull(job, "job");
  }
}
