package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.port.out.PortException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The database guards what the program promises, whoever writes to it. */
class FinalStatesIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Rows rows;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    rows = new Rows(postgres);
    service = rows.service();
  }

  private static void assertRefused(String sql, String why) {
    assertThatThrownBy(() -> DATABASE.execute(sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(why);
  }

  private List<Rows.Running> ended() {
    Rows.Running succeeded = rows.running(service, 1);
    Rows.Running failed = rows.running(service, 1);
    Rows.Running cancelled = rows.running(service, 1);
    Rows.Running superseded = rows.running(service, 1);
    Failure failure = Failure.of(FailureClass.PLAN, "no app", null);
    finish(succeeded, succeeded.deployment().succeeded(Rows.image("one"), Rows.now()));
    finish(failed, failed.deployment().failed(failure, Rows.now()));
    finish(cancelled, cancelled.deployment().cancelled(Rows.now()));
    finish(superseded, superseded.deployment().superseded(Rows.now()));
    return List.of(succeeded, failed, cancelled, superseded);
  }

  private void finish(Rows.Running running, Deployment terminal) {
    assertThat(postgres.deployments().finish(running.claim(), terminal)).isTrue();
  }

  @Test
  void an_ended_deployment_cannot_be_left_or_changed() {
    for (Rows.Running running : ended()) {
      String where = " WHERE id = '" + running.deployment().id() + "'";
      assertRefused(
          "UPDATE clickdeploy.deployments SET status = 'queued', finished_at = NULL,"
              + " image_reference = NULL, image_digest = NULL, failure_class = NULL,"
              + " failure_message = NULL, failure_lines = NULL"
              + where,
          "a deployment that ended stays as it is");
      assertRefused(
          "UPDATE clickdeploy.deployments SET plan_summary = 'another'" + where,
          "a deployment that ended stays as it is");
    }
  }

  @Test
  void whether_its_image_is_kept_alone_may_change_of_an_ended_deployment() throws Exception {
    List<Rows.Running> ended = ended();
    String succeeded = " WHERE id = '" + ended.getFirst().deployment().id() + "'";
    String failed = " WHERE id = '" + ended.get(1).deployment().id() + "'";

    DATABASE.execute("UPDATE clickdeploy.deployments SET image_deleted_at = now()" + succeeded);
    assertThat(imageDeletedAt(ended.getFirst())).isNotNull();
    assertRefused(
        "UPDATE clickdeploy.deployments SET image_deleted_at = NULL, ref = 'other'" + succeeded,
        "a deployment that ended stays as it is");
    DATABASE.execute("UPDATE clickdeploy.deployments SET image_deleted_at = NULL" + succeeded);
    assertThat(imageDeletedAt(ended.getFirst())).isNull();
    assertRefused(
        "UPDATE clickdeploy.deployments SET image_deleted_at = now()" + failed, "check constraint");
  }

  private Instant imageDeletedAt(Rows.Running running) {
    return postgres.deployments().load(running.deployment().id()).orElseThrow().imageDeletedAt();
  }

  @Test
  void an_ended_job_cannot_be_left_changed_or_taken_back() {
    for (Rows.Running running : ended()) {
      String where = " WHERE id = '" + running.claim().job() + "'";
      assertRefused(
          "UPDATE clickdeploy.finished_jobs SET status = 'cancelled'" + where,
          "a job that ended stays as it is");
      assertRefused(
          "DELETE FROM clickdeploy.finished_jobs" + where, "a job that ended stays as it is");
    }
  }

  @Test
  void a_job_that_ended_is_not_queued_a_second_time() {
    NewJob job = Rows.newJob(service.organization(), Rows.newKind(), "subject", 1);
    postgres.jobs().enqueue(job);
    assertThatThrownBy(() -> postgres.jobs().enqueue(job)).isInstanceOf(PortException.class);
    assertThat(postgres.jobControl().cancel(job.id())).isTrue();
    assertThatThrownBy(() -> postgres.jobs().enqueue(job)).isInstanceOf(PortException.class);
    assertThat(postgres.jobControl().get(job.id()).orElseThrow().status())
        .isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void a_fence_is_never_lowered() {
    Rows.Running running = rows.running(service, 1);
    assertRefused(
        "UPDATE clickdeploy.jobs SET fence = fence - 1 WHERE id = '%s'"
            .formatted(running.claim().job()),
        "a fence is never lowered");
  }

  @Test
  void impossible_rows_are_refused() {
    Rows.Running running = rows.running(service, 1);
    String job = " WHERE id = '" + running.claim().job() + "'";
    assertRefused("UPDATE clickdeploy.jobs SET priority = 4" + job, "check constraint");
    assertRefused("UPDATE clickdeploy.jobs SET attempt = 2" + job, "check constraint");
    assertRefused("UPDATE clickdeploy.jobs SET lease_until = NULL" + job, "check constraint");
    String deployment = " WHERE id = '" + running.deployment().id() + "'";
    assertRefused(
        "UPDATE clickdeploy.deployments SET status = 'succeeded', finished_at = now()" + deployment,
        "check constraint");
    assertRefused(
        "UPDATE clickdeploy.deployments SET progress_done = 1" + deployment, "check constraint");
  }
}
