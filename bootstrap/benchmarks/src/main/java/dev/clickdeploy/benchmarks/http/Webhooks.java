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

/**
 * Pushes that are accepted: each answered once it, its deployment and its job are durable. As many
 * as there can be, and how long one takes at a steady rate.
 */
final class Webhooks implements HttpCase {
  private static final Metric ACCEPTED = new Metric("accepted", "pushes/s", Better.MORE);

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    for (boolean ours : Alternation.order(List.of(true, false), round)) {
      Pushes pushes = new Pushes("round-%d-%b-".formatted(round, ours), stage.pushed());
      measure(stage, ours ? Measurements.OURS : Bare.NAME, stage.server(ours), pushes);
      if (ours) {
        stage.ledger().requireAll(pushes);
        stage.add(this, Measurements.OURS, MEMORY, stage.peakMegabytes());
      } else {
        pushes.accepted();
      }
    }
  }

  private void measure(Stage stage, String system, InetSocketAddress server, Pushes pushes)
      throws Exception {
    Sizes sizes = stage.sizes();
    try (Load load = new Load(server, Sizes.CONNECTIONS)) {
      load.run(pushes, Pace.closed(sizes.lead()));
      Outcome rate = load.run(pushes, Pace.closed(sizes.rate()));
      stage.add(this, system, ACCEPTED, rate.perSecond());
      stage.settle();
      load.run(pushes, Pace.open(Sizes.WEBHOOKS_PER_SECOND, sizes.lead()));
      Outcome latency = load.run(pushes, Pace.open(Sizes.WEBHOOKS_PER_SECOND, sizes.latency()));
      stage.add(this, system, latency);
    }
  }
}
