package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.benchmarks.harness.Alternation;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.model.image.PushedImage;
import java.util.List;
import java.util.Optional;

/** The manifest of an image is read back by its digest, and compared. */
final class Verify implements RegistryCase {
  private static final Metric VERIFIED = new Metric("verified", "images/s", Better.MORE);

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    for (boolean ours : Alternation.order(List.of(true, false), round)) {
      try (Client client = Client.of(ours, stage.registry())) {
        measure(stage, client);
      }
      count(stage, ours);
    }
    skopeo(stage);
  }

  private void measure(Stage stage, Client client) throws Exception {
    Sizes sizes = stage.sizes();
    Calls.Call verify = number -> client.verify(stage.image());
    Calls.lasting(sizes.lead(), Sizes.THREADS, verify);
    double rate = Calls.lasting(sizes.rate(), Sizes.THREADS, verify).perSecond();
    stage.add(this, client.name(), VERIFIED, rate);
    stage.addLatency(this, client.name(), Calls.lasting(sizes.rate(), 1, verify));
  }

  private void count(Stage stage, boolean ours) throws Exception {
    try (CountingProxy proxy = CountingProxy.before(stage.registry());
        Client client = Client.of(ours, proxy.address())) {
      PushedImage image = proxy.here(stage.image());
      client.verify(image);
      long before = proxy.count();
      client.verify(image);
      stage.add(this, client.name(), REQUESTS, proxy.count() - before);
    }
  }

  /** A program: each time it begins anew, as people's scripts have it. */
  private void skopeo(Stage stage) throws Exception {
    Optional<String> program = stage.options().value("skopeo");
    if (program.isEmpty()) {
      stage.run().unavailable(Skopeo.NAME, "skopeo is not installed");
      return;
    }
    Skopeo skopeo = new Skopeo(program.get());
    stage.addLatency(
        this,
        Skopeo.NAME,
        Calls.counting(Sizes.PROGRAMS, 1, number -> skopeo.verify(stage.image())));
  }
}
