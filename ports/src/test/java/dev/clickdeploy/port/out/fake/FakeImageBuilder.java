package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Builds what it is told to: without a script each build succeeds and its image is in the registry,
 * with equal digests for equal trees.
 */
public final class FakeImageBuilder implements ImageBuilder {
  /** What one build does. */
  @FunctionalInterface
  public interface Script {
    /** As {@link ImageBuilder#build}. */
    BuildOutcome run(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation);
  }

  private final FakeImageRegistry registry;
  private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
  private final List<BuildRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();

  /** Pushes to this registry. */
  public FakeImageBuilder(FakeImageRegistry registry) {
    this.registry = registry;
  }

  @Override
  public BuildOutcome build(
      BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
    requests.add(request);
    running.incrementAndGet();
    try {
      if (cancellation.isCancelled()) {
        return new BuildOutcome.Cancelled();
      }
      Script script = scripts.poll();
      return (script == null ? succeeding() : script).run(request, events, cancellation);
    } finally {
      running.decrementAndGet();
    }
  }

  /** Every request so far, in order. */
  public List<BuildRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many builds run now. */
  public int running() {
    return running.get();
  }

  /** One of the next builds does this; scripts are used up in the order given. */
  public FakeImageBuilder next(Script script) {
    scripts.add(script);
    return this;
  }

  /** Tells one step with a line of output and a push, and succeeds unless it is cancelled. */
  public Script succeeding() {
    return printing("fake output");
  }

  /** The same with this line of output. */
  public Script printing(String line) {
    return (request, events, cancellation) -> {
      Instant at = request.context().commit().authoredAt();
      events.accept(new BuildEvent.StepStarted(1, "fake step", at, new Progress(1, 0, 0)));
      events.accept(new BuildEvent.Output(1, at, false, line));
      Progress done = new Progress(1, 1, 0);
      events.accept(
          new BuildEvent.StepFinished(1, "fake step", at, java.time.Duration.ofSeconds(1), done));
      if (cancellation.isCancelled()) {
        return new BuildOutcome.Cancelled();
      }
      events.accept(new BuildEvent.PushStarted(2, at));
      return new BuildOutcome.Built(push(request), done);
    };
  }

  /** Tells a failing step and answers this failure. */
  public Script failing(Failure failure) {
    return (request, events, cancellation) -> {
      Instant at = request.context().commit().authoredAt();
      Progress progress = new Progress(1, 0, 0);
      events.accept(new BuildEvent.StepStarted(1, "fake step", at, progress));
      events.accept(new BuildEvent.Output(1, at, true, failure.message()));
      events.accept(new BuildEvent.StepFailed(1, "fake step", at, failure.message(), progress));
      return new BuildOutcome.Failed(failure, progress);
    };
  }

  /** Throws this. */
  public Script throwing(PortException exception) {
    return (request, events, cancellation) -> {
      throw exception;
    };
  }

  /** Runs until it is cancelled, and at most until the request's deadline. */
  public Script blockingUntilCancelled() {
    return blockingUntil(new CountDownLatch(1), succeeding());
  }

  /** Waits for the latch, then does as the other script; ends early when it is cancelled. */
  public Script blockingUntil(CountDownLatch latch, Script then) {
    return (request, events, cancellation) -> {
      Instant at = request.context().commit().authoredAt();
      events.accept(new BuildEvent.StepStarted(1, "fake step", at, new Progress(1, 0, 0)));
      CountDownLatch over = new CountDownLatch(1);
      try (var cancelled = cancellation.onCancel(over::countDown);
          var opened = Watch.of(latch, over)) {
        if (!over.await(request.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
          throw new PortException(FailureClass.TIMEOUT, "the build took too long", null, null);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PortException(FailureClass.INFRASTRUCTURE, "interrupted", null, e);
      }
      return cancellation.isCancelled()
          ? new BuildOutcome.Cancelled()
          : then.run(request, events, cancellation);
    };
  }

  private ImageDigest push(BuildRequest request) {
    String content = request.context().treeId() + request.plan();
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    ImageDigest digest = ImageDigest.of(bytes);
    String type = "application/vnd.oci.image.manifest.v1+json";
    request
        .push()
        .forEach(ref -> registry.push(ref, new ImageManifest(digest, type, bytes.length)));
    return digest;
  }
}
