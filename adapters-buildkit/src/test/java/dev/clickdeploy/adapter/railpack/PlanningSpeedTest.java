package dev.clickdeploy.adapter.railpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanningSpeedTest {
  @Test
  void a_hundred_apps_are_planned_within_a_second() {
    List<Example> examples =
        ExampleFile.all().stream().flatMap(file -> file.examples().stream()).toList();
    List<Example> hundred =
        Stream.generate(() -> examples).flatMap(List::stream).limit(100).toList();
    List<InMemoryTree> trees = hundred.stream().map(Example::tree).toList();

    assertThat(took(hundred, trees)).isLessThan(Duration.ofSeconds(1));
  }

  private static Duration took(List<Example> examples, List<InMemoryTree> trees) {
    Railpack planner = Railpack.planner("docker.io/library");
    long begin = System.nanoTime();
    for (int i = 0; i < examples.size(); i++) {
      assertThat(planner.plan(trees.get(i), examples.get(i).build()))
          .isInstanceOf(PlanResult.Planned.class);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
