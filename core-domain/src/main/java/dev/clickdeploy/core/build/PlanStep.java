package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.Evidence;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.build.PlanResult.NotPlanned;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.BuildPlanner;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceStore;
import java.util.Map;

/** Decides how the source is built, and says why. */
final class PlanStep {
  private final BuildPlanner planner;
  private final ServiceStore services;

  PlanStep(BuildPlanner planner, ServiceStore services) {
    this.planner = planner;
    this.services = services;
  }

  BuildPlan run(Subject subject, SourceTree tree, Journal journal, Cancellation cancellation) {
    journal.enter(Phase.PLANNING);
    journal.flush();
    Service service = subject.service();
    Map<String, String> locked = services.lockedVersions(service.id());
    return switch (planner.plan(tree, subject.settings(), locked, cancellation)) {
      case PlanResult.Planned planned -> told(planned.plan(), journal);
      case NotPlanned not -> throw new StepFailedException(failure(not));
    };
  }

  /** What an image was built with is chosen again. No image is thrown away because of that. */
  void lock(Subject subject, BuildPlan plan, Journal journal) {
    Map<String, String> versions = plan.recipe().versions();
    try {
      if (!versions.isEmpty()) {
        services.lockVersions(subject.service().id(), versions);
      }
    } catch (PortException e) {
      journal.say("the chosen versions could not be kept: " + e.failure().message());
    }
  }

  private static BuildPlan told(BuildPlan plan, Journal journal) {
    journal.change(deployment -> deployment.planned(plan.summary()));
    journal.say("plan: " + plan.summary());
    for (Evidence evidence : plan.evidence()) {
      journal.say("  %s: %s".formatted(evidence.decision(), evidence.because()));
    }
    for (String warning : plan.warnings()) {
      journal.say("warning: " + warning);
    }
    return plan;
  }

  private static Failure failure(NotPlanned not) {
    boolean named = not.lookedFor().stream().allMatch(not.message()::contains);
    String message =
        named
            ? not.message()
            : not.message() + "; looked for " + String.join(", ", not.lookedFor());
    return Failure.of(FailureClass.PLAN, message, not.hint());
  }
}
