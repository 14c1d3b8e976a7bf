package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.model.image.PushedImage;
import java.nio.file.Path;

/** What stays behind: threads and sockets before and after many calls, of all threads at once. */
final class ManyCalls implements RegistryCase {
  private static final Metric THREADS = more("threads more than before", "threads");
  private static final Metric VIRTUAL = more("virtual threads more than before", "threads");
  private static final Metric SOCKETS = more("sockets more than before", "sockets");
  private static final Metric CLOSED = more("sockets that stay when it is closed", "sockets");

  private static Metric more(String name, String unit) {
    return new Metric(name, unit, Better.LESS, false);
  }

  @Override
  public String name() {
    return "10000-calls";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    Path dump = Path.of(stage.options().required("work")).toAbsolutePath().resolve("threads.txt");
    Held unopened = Held.now(dump);
    Held before;
    Held after;
    try (Client client = Client.of(true, stage.registry())) {
      Calls.Call call = number -> call(client, stage.image(), number);
      Calls.counting(Sizes.CALLS / 10, Sizes.THREADS, call);
      before = Held.now(dump);
      Calls.counting(Sizes.CALLS, Sizes.THREADS, call);
      after = Held.now(dump);
    }
    Held closed = Held.now(dump);
    add(stage, THREADS, after.threads() - before.threads());
    add(stage, VIRTUAL, after.virtual() - before.virtual());
    add(stage, SOCKETS, after.sockets() - before.sockets());
    add(stage, CLOSED, closed.sockets() - unopened.sockets());
    String held = "unopened %s; before %s; after %s; closed %s";
    stage.run().fact("heldInRound" + (round + 1), held.formatted(unopened, before, after, closed));
  }

  /** Every tenth one writes. */
  private static void call(Client client, PushedImage image, long number) throws Exception {
    if (number % 10 == 0) {
      client.tag(image, "many-" + number % 100);
    } else {
      client.verify(image);
    }
  }

  private void add(Stage stage, Metric metric, long more) {
    stage.add(this, Measurements.OURS, metric, Math.max(0, more));
  }
}
