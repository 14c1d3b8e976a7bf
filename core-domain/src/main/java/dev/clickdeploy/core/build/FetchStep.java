package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.SourceRepository;

/** Opens the content of the deployment's commit. */
final class FetchStep {
  private final SourceRepository sources;

  FetchStep(SourceRepository sources) {
    this.sources = sources;
  }

  SourceTree run(Subject subject, Journal journal, Cancellation cancellation) {
    CommitSha sha = subject.deployment().origin().sha();
    journal.enter(Phase.FETCHING);
    journal.say("fetching %s of %s".formatted(sha.abbreviated(), subject.service().repository()));
    journal.flush();
    SourceTree tree =
        sources.open(subject.repository(), sha, subject.service().root(), cancellation);
    Commit commit = tree.commit();
    journal.change(deployment -> deployment.with(commit));
    journal.say(
        "fetched %s “%s” by %s"
            .formatted(commit.sha().abbreviated(), commit.subject(), commit.author()));
    return tree;
  }
}
