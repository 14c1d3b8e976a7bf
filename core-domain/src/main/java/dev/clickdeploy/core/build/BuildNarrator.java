package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildReport;
import dev.clickdeploy.model.deployment.LogLine.Stream;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageReference;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Retells a running build as lines of the log, progress and phase. */
final class BuildNarrator implements Consumer<BuildEvent> {
  private final Journal journal;
  private final References references;
  private final Movements movements = new Movements();

  BuildNarrator(Journal journal, References references) {
    this.journal = journal;
    this.references = references;
  }

  @Override
  public void accept(BuildEvent event) {
    switch (event) {
      case BuildEvent.StepStarted e -> step(e, e.at(), e.progress(), Wording.shortened(e.name()));
      case BuildEvent.StepCached e ->
          step(e, e.at(), e.progress(), Wording.shortened(e.name()) + " CACHED");
      case BuildEvent.StepFinished e ->
          step(e, e.at(), e.progress(), "done in " + Wording.of(e.took()));
      case BuildEvent.StepFailed e -> step(e, e.at(), e.progress(), "FAILED: " + e.error());
      case BuildEvent.Output e ->
          journal.add(e.at(), e.error() ? Stream.STDERR : Stream.STDOUT, prefix(e) + e.text());
      case BuildEvent.Warning e -> step(e, e.at(), "warning: " + e.text());
      case BuildEvent.PushStarted e -> pushing();
      case BuildEvent.Transferred e -> movements.line(e).ifPresent(line -> step(e, e.at(), line));
    }
  }

  /** What the build consisted of, in a line. */
  void sum(BuildReport report) {
    if (!report.steps().isEmpty()) {
      journal.say(
          "steps: %d, cached: %d; files sent: %d, %s"
              .formatted(
                  report.steps().size(),
                  report.cached(),
                  report.sent().files(),
                  Wording.size(report.sent().bytes())));
    }
  }

  private void step(BuildEvent event, Instant at, Progress progress, String text) {
    journal.change(deployment -> deployment.with(progress));
    step(event, at, text);
  }

  private void step(BuildEvent event, Instant at, String text) {
    journal.add(at, Stream.SYSTEM, prefix(event) + text);
  }

  private static String prefix(BuildEvent event) {
    return "#" + event.step() + " ";
  }

  private void pushing() {
    journal.enter(Phase.PUSHING);
    journal.say(
        "pushing "
            + references.all().stream()
                .map(ImageReference::toString)
                .collect(Collectors.joining(" and ")));
  }
}
