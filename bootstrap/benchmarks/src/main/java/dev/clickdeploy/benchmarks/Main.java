package dev.clickdeploy.benchmarks;

import dev.clickdeploy.benchmarks.build.BuildBenchmark;
import dev.clickdeploy.benchmarks.harness.Benchmark;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.harness.Report;
import dev.clickdeploy.benchmarks.harness.Run;
import dev.clickdeploy.benchmarks.harness.Table;
import dev.clickdeploy.benchmarks.http.HttpBenchmark;
import dev.clickdeploy.benchmarks.plan.PlanBenchmark;
import dev.clickdeploy.benchmarks.queue.QueueBenchmark;
import dev.clickdeploy.benchmarks.registry.RegistryBenchmark;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmark that the script {@code run} names. */
public final class Main {
  private static final List<Benchmark> BENCHMARKS =
      List.of(
          new QueueBenchmark(),
          new BuildBenchmark(),
          new PlanBenchmark(),
          new HttpBenchmark(),
          new RegistryBenchmark());

  private Main() {}

  /** The arguments are the script's; see {@code run --help}. */
  public static void main(String[] arguments) throws Exception {
    try {
      Options options = Options.parse(List.of(arguments));
      run(named(options.name()), options);
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks: " + e.getMessage());
      System.exit(2);
    } catch (IllegalStateException e) {
      System.err.println("benchmarks: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Benchmark benchmark, Options options) throws Exception {
    Path json = Path.of(options.required("json"));
    Run run = new Run(options, System.err::println);
    boolean complete = false;
    try {
      benchmark.measure(run);
      complete = true;
    } finally {
      Report.write(run, options.value("commit").orElse("unknown"), json);
      Table.lines(run.measurements()).forEach(System.out::println);
      System.out.println();
      run.machine().forEach((fact, value) -> System.out.println(fact + ": " + value));
      System.out.println((complete ? "written to " : "INCOMPLETE, written to ") + json);
    }
  }

  private static Benchmark named(String name) {
    return BENCHMARKS.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no benchmark '%s', only: %s"
                        .formatted(
                            name,
                            String.join(", ", BENCHMARKS.stream().map(Benchmark::name).toList()))));
  }
}
