package dev.clickdeploy.model.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.build.BuildReport.StepEnd;
import dev.clickdeploy.model.build.BuildReport.StepReport;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildReportTest {
  @Test
  void it_counts_what_was_cached_and_adds_up_what_was_worked() {
    BuildReport report =
        new BuildReport(
            List.of(
                new StepReport(1, "FROM", StepEnd.CACHED, Duration.ZERO),
                new StepReport(2, "COPY", StepEnd.FINISHED, Duration.ofMillis(30)),
                new StepReport(3, "RUN", StepEnd.FAILED, Duration.ofMillis(12))));

    assertThat(report.cached()).isEqualTo(1);
    assertThat(report.worked()).isEqualTo(Duration.ofMillis(42));
  }

  @Test
  void lines_are_counted_from_one() {
    assertThatThrownBy(() -> new SourceExcerpt("Dockerfile", 0, "FROM x"))
        .hasMessageContaining("from 1");
  }
}
