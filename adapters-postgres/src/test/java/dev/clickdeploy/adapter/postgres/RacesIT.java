package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.service.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RacesIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    service = new Rows(postgres).service();
  }

  @Test
  void a_follower_of_a_log_misses_no_line_although_lines_are_appended_in_parallel()
      throws Exception {
    Rows.Running running = new Rows(postgres).running(service, 1);
    DeploymentId id = running.deployment().id();
    int writers = 4;
    int appends = 50;
    AtomicInteger writing = new AtomicInteger(writers);
    Callable<List<Long>> writer =
        () -> {
          for (int i = 0; i < appends; i++) {
            LogLine line = new LogLine(Rows.now(), LogLine.Stream.STDOUT, "line " + i);
            assertThat(postgres.logs().append(running.claim(), id, List.of(line, line, line)))
                .isTrue();
          }
          writing.decrementAndGet();
          return List.of();
        };
    List<Callable<List<Long>>> all = new ArrayList<>(Collections.nCopies(writers, writer));
    all.add(() -> follow(id, writing));
    List<Long> seen = Race.run(all).getLast();
    assertThat(seen).hasSize(writers * appends * 3).isSorted().doesNotHaveDuplicates();
  }

  private List<Long> follow(DeploymentId id, AtomicInteger writing) {
    List<Long> seen = new ArrayList<>();
    boolean last = false;
    while (!last) {
      last = writing.get() == 0;
      long after = seen.isEmpty() ? 0 : seen.getLast();
      postgres.logs().read(id, after, 10_000).stream()
          .map(StoredLogLine::sequence)
          .forEach(seen::add);
    }
    return seen;
  }
}
