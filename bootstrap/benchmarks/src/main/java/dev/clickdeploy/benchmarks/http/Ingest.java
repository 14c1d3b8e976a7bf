package dev.clickdeploy.benchmarks.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.benchmarks.harness.Alternation;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Driver;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Builds that write their logs at once, as fast as they can, through the port that workers write
 * through; every line is read back.
 */
final class Ingest implements HttpCase {
  private static final Metric WRITTEN = new Metric("written", "lines/s", Better.MORE);

  private enum Way {
    INGEST(Measurements.OURS),
    BATCHES("JDBC batches of INSERT"),
    COPY("JDBC COPY");

    final String system;

    Way(String system) {
      this.system = system;
    }
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    for (Way way : Alternation.order(List.of(Way.values()), round)) {
      stage.writer().begin(Sizes.BUILDS);
      int lead = stage.sizes().lines() / 5;
      write(stage, way, lead);
      if (way == Way.INGEST) {
        stage.writer().begin(Sizes.BUILDS);
      }
      stage.settle();
      int lines = stage.sizes().lines();
      double seconds = write(stage, way, lines);
      stage.add(this, way.system, WRITTEN, Sizes.BUILDS * (double) lines / seconds);
      if (way == Way.INGEST) {
        requireAll(stage, lines);
      }
    }
  }

  private static double write(Stage stage, Way way, int lines)
      throws IOException, InterruptedException {
    ObjectNode command = Driver.verb(way.name().toLowerCase(Locale.ROOT));
    return stage.writer().call(command.put("lines", lines)).required("nanos").longValue() / 1e9;
  }

  private static void requireAll(Stage stage, int lines) throws IOException, InterruptedException {
    long found = stage.writer().call(Driver.verb("check")).required("lines").longValue();
    if (found != (long) Sizes.BUILDS * lines) {
      throw new IllegalStateException(
          "%d of %d lines were read back".formatted(found, (long) Sizes.BUILDS * lines));
    }
  }
}
