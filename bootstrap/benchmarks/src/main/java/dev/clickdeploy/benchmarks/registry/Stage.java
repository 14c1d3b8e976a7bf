package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.harness.Run;
import dev.clickdeploy.benchmarks.http.load.Outcome;
import dev.clickdeploy.model.image.PushedImage;

/**
 * What every case needs.
 *
 * @param registry {@code host:port}
 * @param image one that the registry holds
 */
record Stage(Run run, Sizes sizes, String registry, PushedImage image) {
  /** With a new image in the registry. */
  static Stage prepare(Run run, Sizes sizes) throws Exception {
    String registry = run.options().required("registry");
    return new Stage(run, sizes, registry, HandPush.to(registry));
  }

  Options options() {
    return run.options();
  }

  void add(RegistryCase situation, String system, Metric metric, double figure) {
    run.measurements().add(situation.name(), system, metric, figure);
  }

  void addLatency(RegistryCase situation, String system, Outcome outcome) {
    add(situation, system, RegistryCase.P50, outcome.millis(50));
    add(situation, system, RegistryCase.P99, outcome.millis(99));
  }
}
