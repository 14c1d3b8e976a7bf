package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildEvent;
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

  BuildNarrator(Journal journal, References references) {
    this.journal = journal;
    this.references = references;
  }

  @Override
  public void accept(BuildEvent event) {
    switch (event) {
      case BuildEvent.StepStarted e -> {
        progress(e.progress());
        step(e, e.at(), Wording.shortened(e.name()));
      }
      case BuildEvent.StepCached e -> {
        progress(e.progress());
        step(e, e.at(), Wording.shortened(e.name()) + " CACHED");
      }
      case BuildEvent.StepFinished e -> {
        progress(e.progress());
        step(e, e.at(), "done in " + Wording.of(e.took()));
      }
      case BuildEvent.StepFailed e -> {
        progress(e.progress());
        step(e, e.at(), "FAILED: " + e.error());
      }
      case BuildEvent.Output e ->
          journal.add(e.at(), e.error() ? Stream.STDERR : Stream.STDOUT, prefix(e) + e.text());
      case BuildEvent.Warning e -> step(e, e.at(), "warning: " + e.text());
      case BuildEvent.PushStarted e -> pushing();
      // a line for each would drown the step's own output
      case BuildEvent.Transferred e -> {}
    }
  }

  private void progress(Progress progress) {
    journal.change(deployment -> deployment.with(progress));
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
