package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.harness.Alternation;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.benchmarks.http.load.Load;
import dev.clickdeploy.benchmarks.http.load.Outcome;
import dev.clickdeploy.benchmarks.http.load.Pace;
import java.net.InetSocketAddress;
import java.util.List;

/** Random deployments, ended ones and waiting ones, each asked for by its organization. */
final class Lookups implements HttpCase {
  private static final Metric ANSWERED = new Metric("answered", "requests/s", Better.MORE);

  @Override
  public String name() {
    return "deployment";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    for (boolean ours : Alternation.order(List.of(true, false), round)) {
      measure(stage, ours ? Measurements.OURS : Bare.NAME, stage.server(ours));
    }
    stage.add(this, Measurements.OURS, MEMORY, stage.peakMegabytes());
  }

  private void measure(Stage stage, String system, InetSocketAddress server) throws Exception {
    Sizes sizes = stage.sizes();
    Questions questions = new Questions(stage.deployments());
    try (Load load = new Load(server, Sizes.CONNECTIONS)) {
      load.run(questions, Pace.closed(sizes.lead()));
      Outcome rate = load.run(questions, Pace.closed(sizes.rate()));
      stage.add(this, system, ANSWERED, rate.perSecond());
      load.run(questions, Pace.open(Sizes.LOOKUPS_PER_SECOND, sizes.lead()));
      stage.add(
          this, system, load.run(questions, Pace.open(Sizes.LOOKUPS_PER_SECOND, sizes.latency())));
    }
    questions.requireAnswers();
  }
}
