package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.benchmarks.harness.Alternation;
import dev.clickdeploy.model.image.PushedImage;
import java.util.List;

/** An image gets one more name: all that is done with it where nothing needs to be built. */
final class Tagging implements RegistryCase {
  private static final int TAGS = 100;

  @Override
  public String name() {
    return "tag";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    for (boolean ours : Alternation.order(List.of(true, false), round)) {
      try (Client client = Client.of(ours, stage.registry())) {
        Calls.Call tag = number -> client.tag(stage.image(), "reuse-" + number % TAGS);
        Calls.lasting(stage.sizes().lead(), 1, tag);
        stage.addLatency(this, client.name(), Calls.lasting(stage.sizes().rate(), 1, tag));
      }
      count(stage, ours);
    }
  }

  private void count(Stage stage, boolean ours) throws Exception {
    try (CountingProxy proxy = CountingProxy.before(stage.registry());
        Client client = Client.of(ours, proxy.address())) {
      PushedImage image = proxy.here(stage.image());
      client.tag(image, "counted");
      long before = proxy.count();
      client.tag(image, "counted-again");
      stage.add(this, client.name(), REQUESTS, proxy.count() - before);
    }
  }
}
