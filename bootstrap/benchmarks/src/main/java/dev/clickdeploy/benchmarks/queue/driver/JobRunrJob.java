package dev.clickdeploy.benchmarks.queue.driver;

import java.util.function.Consumer;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** A job as JobRunr wants it: a bean that it can write as JSON, and the class that handles it. */
public record JobRunrJob(String payload) implements JobRequest {
  @Override
  public Class<Handler> getJobRequestHandler() {
    return Handler.class;
  }

  /** Hands the payload on. */
  public static final class Handler implements JobRequestHandler<JobRunrJob> {
    private final Consumer<String> target;

    Handler(Consumer<String> target) {
      this.target = target;
    }

    @Override
    public void run(JobRunrJob job) {
      target.accept(job.payload());
    }
  }
}
