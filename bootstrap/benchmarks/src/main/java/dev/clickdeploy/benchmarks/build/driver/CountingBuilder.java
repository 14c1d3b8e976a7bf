package dev.clickdeploy.benchmarks.build.driver;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildReport.Sent;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.ImageBuilder;
import java.util.function.Consumer;

/** Adds up what builds have sent; the pipeline itself does not keep it. */
final class CountingBuilder implements ImageBuilder {
  private final ImageBuilder builder;
  private Sent sent = Sent.NOTHING;

  CountingBuilder(ImageBuilder builder) {
    this.builder = builder;
  }

  @Override
  public BuildOutcome build(
      BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
    BuildOutcome outcome = builder.build(request, events, cancellation);
    if (outcome instanceof BuildOutcome.Built built) {
      add(built.report().sent());
    }
    return outcome;
  }

  private synchronized void add(Sent more) {
    sent = new Sent(sent.files() + more.files(), sent.bytes() + more.bytes());
  }

  synchronized Sent sent() {
    return sent;
  }

  synchronized void forget() {
    sent = Sent.NOTHING;
  }
}
