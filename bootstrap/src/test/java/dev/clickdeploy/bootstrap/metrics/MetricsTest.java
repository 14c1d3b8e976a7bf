package dev.clickdeploy.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.http.Monitoring.Ended;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.fake.RecordingEventSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final InstantSource CLOCK = InstantSource.system();

  private final RecordingEventSink next = new RecordingEventSink();
  private final Metrics metrics = new Metrics(next);

  private void tell(Event... events) {
    List.of(events).forEach(metrics::on);
  }

  private List<String> lines() {
    return metrics.metrics().lines().toList();
  }

  @Test
  void events_go_on_to_the_next() {
    Event event = new Event.SignalsRestored();

    tell(event);

    assertThat(next.events(Event.SignalsRestored.class))
        .containsExactly((Event.SignalsRestored) event);
  }

  @Test
  void the_queue_is_told_as_it_was_counted_last() {
    tell(
        new Event.QueueCounted(
            List.of(new JobCounts(new JobKind("gone"), 9, 0, 0, 0, Duration.ofHours(1)))),
        new Event.QueueCounted(
            List.of(new JobCounts(JobKind.BUILD, 3, 2, 1, 4, Duration.ofMillis(1_500)))));

    assertThat(lines())
        .contains(
            "clickdeploy_queue_jobs{kind=\"build\",status=\"ready\"} 3.0",
            "clickdeploy_queue_jobs{kind=\"build\",status=\"scheduled\"} 2.0",
            "clickdeploy_queue_jobs{kind=\"build\",status=\"processing\"} 1.0",
            "clickdeploy_queue_jobs{kind=\"build\",status=\"failed\"} 4.0",
            "clickdeploy_queue_oldest_seconds{kind=\"build\"} 1.5")
        .noneMatch(line -> line.contains("gone"));
  }

  @Test
  void jobs_are_counted_by_kind_and_outcomes_of_which_there_are_few() {
    JobId job = JobId.next(CLOCK);
    tell(
        new Event.JobClaimed(job, JobKind.BUILD, 1, Duration.ofMillis(20)),
        new Event.JobEnded(job, JobKind.BUILD, 1, "succeeded", Duration.ofSeconds(1)),
        new Event.JobEnded(job, JobKind.BUILD, 1, "whatever an embedder says", Duration.ZERO),
        new Event.JobRescued(job, JobKind.BUILD),
        new Event.ClaimLost(job));

    assertThat(lines())
        .contains(
            "clickdeploy_jobs_claimed_total{kind=\"build\"} 1.0",
            "clickdeploy_jobs_ended_total{kind=\"build\",outcome=\"succeeded\"} 1.0",
            "clickdeploy_jobs_ended_total{kind=\"build\",outcome=\"other\"} 1.0",
            "clickdeploy_jobs_rescued_total{kind=\"build\"} 1.0",
            "clickdeploy_claims_lost_total 1.0",
            "clickdeploy_job_wait_seconds_bucket{kind=\"build\",le=\"0.005\"} 0",
            "clickdeploy_job_wait_seconds_bucket{kind=\"build\",le=\"0.025\"} 1");
  }

  @Test
  void builds_are_told_by_outcome_and_phase() {
    tell(
        new Event.BuildEnded(
            DeploymentId.next(CLOCK),
            DeploymentStatus.FAILED,
            Duration.ofSeconds(7),
            Map.of(Phase.FETCHING, Duration.ofSeconds(2))));

    assertThat(lines())
        .contains(
            "clickdeploy_build_seconds_count{outcome=\"failed\"} 1",
            "clickdeploy_build_seconds_sum{outcome=\"failed\"} 7.0",
            "clickdeploy_build_phase_seconds_sum{outcome=\"failed\",phase=\"fetching\"} 2.0");
  }

  @Test
  void pushes_are_told_by_host_verdict_and_reason() {
    ServiceId service = ServiceId.next(CLOCK);
    tell(
        new Event.PushJudged(Trigger.GITHUB, new Verdict.Queued(service, DeploymentId.next(CLOCK))),
        new Event.PushJudged(
            Trigger.GITLAB, new Verdict.Skipped(service, SkipReason.values()[0], "why")));

    assertThat(lines())
        .contains(
            "clickdeploy_push_verdicts_total{reason=\"\",source=\"github\",verdict=\"queued\"} 1.0")
        .anyMatch(line -> line.contains("source=\"gitlab\",verdict=\"skipped\"} 1.0"));
  }

  @Test
  void statuses_that_git_hosts_refuse_are_counted() {
    tell(new Event.StatusRefused(DeploymentId.next(CLOCK), "the token may not write statuses"));

    assertThat(lines()).contains("clickdeploy_commit_statuses_refused_total 1.0");
  }

  @Test
  void requests_are_told_by_template() {
    metrics.ended(new Ended("GET", "/services/{id}", 200, Duration.ofMillis(3), 120));

    assertThat(lines())
        .contains(
            "clickdeploy_http_request_seconds_count{method=\"GET\",route=\"/services/{id}\",status=\"200\"}"
                + " 1",
            "clickdeploy_http_response_bytes_total{route=\"/services/{id}\"} 120.0");
  }

  @Test
  void the_jvm_is_told() {
    assertThat(metrics.metrics())
        .contains("jvm_memory_used_bytes", "jvm_gc_collection_seconds", "jvm_threads_current")
        .contains("process_cpu_seconds_total", "process_resident_memory_bytes");
  }
}
