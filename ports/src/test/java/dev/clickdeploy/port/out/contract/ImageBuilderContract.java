package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildOutcome.Built;
import dev.clickdeploy.model.build.BuildOutcome.Cancelled;
import dev.clickdeploy.model.build.BuildOutcome.Failed;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link ImageBuilder} promises. */
public abstract class ImageBuilderContract {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final String unique = UUID.randomUUID().toString();
  private final List<BuildEvent> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Cancellation cancellation = new Cancellation();

  /** What is under test. */
  protected abstract ImageBuilder builder();

  /** One that cannot be reached. */
  protected abstract ImageBuilder unreachable();

  /** A reference under which nobody has pushed. */
  protected abstract ImageReference image();

  /** What is in the registry under a reference. */
  protected abstract Optional<ImageDigest> pushed(ImageReference reference) throws Exception;

  /** The next build has a step that prints a line, and succeeds. */
  protected abstract BuildPlan succeeding(String line);

  /** The next build has a step that prints a line to standard error and fails. */
  protected abstract BuildPlan failing(String line);

  /** The next build has a step that does not end by itself. */
  protected abstract BuildPlan endless();

  private BuildRequest request(BuildPlan plan, Duration deadline, ImageReference... push) {
    return new BuildRequest(
        InMemoryTree.of(Map.of("file", unique)),
        plan,
        List.of(push),
        List.of(),
        Map.of(),
        unique,
        deadline);
  }

  private void tell(BuildEvent event) {
    events.add(event);
    if (event instanceof BuildEvent.StepStarted) {
      begun.countDown();
    }
  }

  private BuildOutcome build(BuildPlan plan, ImageReference... push) {
    return builder().build(request(plan, LONG, push), this::tell, cancellation);
  }

  private CompletableFuture<BuildOutcome> begun(BuildPlan plan, ImageReference... push)
      throws InterruptedException {
    CompletableFuture<BuildOutcome> outcome =
        CompletableFuture.supplyAsync(
            () -> build(plan, push), task -> Thread.ofVirtual().start(task));
    assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return outcome;
  }

  private <E extends BuildEvent> List<E> told(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void an_image_is_pushed_under_every_reference_with_the_digest_that_is_told() throws Exception {
    ImageReference first = image();
    ImageReference second = image();

    BuildOutcome outcome = build(succeeding(unique), first, second);

    assertThat(outcome).isInstanceOf(Built.class);
    assertThat(pushed(first)).contains(((Built) outcome).digest());
    assertThat(pushed(second)).contains(((Built) outcome).digest());
  }

  @Test
  void a_build_without_references_succeeds() {
    assertThat(build(succeeding(unique))).isInstanceOf(Built.class);
  }

  @Test
  void at_the_end_of_a_build_every_step_is_done() {
    Built built = (Built) build(succeeding(unique), image());

    assertThat(built.progress().total()).isPositive();
    assertThat(built.progress().done()).isEqualTo(built.progress().total());
  }

  @Test
  void what_happens_is_told_in_order_and_each_change_of_a_step_once() {
    build(succeeding(unique), image());

    Set<Integer> begun = new HashSet<>();
    Set<Integer> ended = new HashSet<>();
    for (BuildEvent event : List.copyOf(events)) {
      switch (event) {
        case BuildEvent.StepStarted started -> assertThat(begun.add(started.step())).isTrue();
        case BuildEvent.StepCached cached -> assertThat(ended.add(cached.step())).isTrue();
        case BuildEvent.StepFinished finished -> {
          assertThat(begun).contains(finished.step());
          assertThat(ended.add(finished.step())).isTrue();
        }
        case BuildEvent.StepFailed failed -> throw new AssertionError(failed);
        case BuildEvent.Output output -> {
          assertThat(begun).contains(output.step());
          assertThat(ended).doesNotContain(output.step());
        }
        case BuildEvent.PushStarted push -> assertThat(ended).containsAll(begun);
        case BuildEvent.Warning warning -> assertThat(warning.step()).isPositive();
        case BuildEvent.Transferred moved -> assertThat(moved.current()).isNotNegative();
      }
    }
    assertThat(ended).containsAll(begun).isNotEmpty().allMatch(number -> number >= 1);
    assertThat(told(BuildEvent.Output.class)).extracting(BuildEvent.Output::text).contains(unique);
    assertThat(told(BuildEvent.PushStarted.class)).hasSize(1);
  }

  @Test
  void a_step_that_fails_is_an_outcome_and_nothing_is_pushed() throws Exception {
    ImageReference image = image();

    BuildOutcome outcome = build(failing(unique), image);

    assertThat(outcome).isInstanceOf(Failed.class);
    Failed failed = (Failed) outcome;
    assertThat(failed.failure().type()).isEqualTo(FailureClass.BUILD_STEP);
    assertThat(failed.failure().message()).isNotBlank();
    assertThat(failed.progress().done()).isLessThan(failed.progress().total());
    assertThat(told(BuildEvent.StepFailed.class)).hasSize(1);
    assertThat(told(BuildEvent.Output.class))
        .filteredOn(BuildEvent.Output::error)
        .extracting(BuildEvent.Output::text)
        .contains(unique);
    assertThat(pushed(image)).isEmpty();
  }

  @Test
  void what_was_cancelled_before_does_not_begin() {
    cancellation.cancel();

    assertThat(build(succeeding(unique), image())).isInstanceOf(Cancelled.class);
    assertThat(events).isEmpty();
  }

  @Test
  void a_build_that_is_cancelled_ends_and_nothing_is_pushed() throws Exception {
    ImageReference image = image();
    CompletableFuture<BuildOutcome> outcome = begun(endless(), image);

    cancellation.cancel();

    assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Cancelled.class);
    assertThat(pushed(image)).isEmpty();
  }

  @Test
  void nothing_is_told_once_the_build_has_returned() throws Exception {
    CompletableFuture<BuildOutcome> outcome = begun(endless(), image());
    cancellation.cancel();
    outcome.get(10, TimeUnit.SECONDS);
    List<BuildEvent> until = List.copyOf(events);

    build(succeeding(unique), image());

    assertThat(events).isEqualTo(until);
  }

  @Test
  void a_deadline_that_passes_is_a_timeout() throws Exception {
    ImageReference image = image();
    BuildRequest request = request(endless(), Duration.ofSeconds(2), image);

    PortException thrown =
        catchThrowableOfType(
            PortException.class, () -> builder().build(request, this::tell, cancellation));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(pushed(image)).isEmpty();
  }

  @Test
  void a_builder_that_cannot_be_reached_is_infrastructure() {
    PortException thrown =
        catchThrowableOfType(
            PortException.class,
            () ->
                unreachable()
                    .build(request(succeeding(unique), LONG, image()), this::tell, cancellation));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(thrown.isRetryable()).isTrue();
    assertThat(events).isEmpty();
  }
}
