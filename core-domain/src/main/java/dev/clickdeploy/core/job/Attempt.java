package dev.clickdeploy.core.job;

import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import java.util.concurrent.CancellationException;

/** Lets a handler do its work and turns whatever it throws into a result. */
final class Attempt {
  private final JobHandler handler;
  private final EventSink events;

  Attempt(JobHandler handler, EventSink events) {
    this.handler = handler;
    this.events = events;
  }

  JobResult run(Work work) {
    try {
      return handler.handle(work);
    } catch (Exception | Error e) {
      return work.stopping().map(Attempt::stopped).orElseGet(() -> failed(work, e));
    }
  }

  private static JobResult stopped(StopReason reason) {
    return switch (reason) {
      case CANCEL_REQUESTED -> new JobResult.Cancelled();
      case HANDING_BACK -> new JobResult.HandedBack();
      case CLAIM_LOST -> new JobResult.ClaimLost();
    };
  }

  private JobResult failed(Work work, Throwable failure) {
    if (failure instanceof PortException outside && !outside.isRetryable()) {
      return new JobResult.Failed(outside.failure().message());
    }
    events.on(
        new Event.Trouble(
            "the handler of job %s (%s) failed".formatted(work.job().id(), work.job().kind()),
            failure));
    return new JobResult.Retry(
        switch (failure) {
          case PortException outside -> outside.failure().message();
          case CancellationException stopped -> "the work stopped although nobody asked for it";
          default -> "the handler failed unexpectedly; the operator's log says how";
        });
  }
}
