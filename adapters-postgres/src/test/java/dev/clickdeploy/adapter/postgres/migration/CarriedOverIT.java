package dev.clickdeploy.adapter.postgres.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database of the first release with work on it goes on under this program. */
class CarriedOverIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.empty();
  private static final OrganizationId ORGANIZATION =
      OrganizationId.parse("0198c000-0000-7000-8000-000000000001");
  private static final JobId QUEUED = JobId.parse("0198c000-0000-7000-8000-0000000000a1");
  private static final JobId PROCESSING = JobId.parse("0198c000-0000-7000-8000-0000000000a2");
  private static final JobId COMPLETED = JobId.parse("0198c000-0000-7000-8000-0000000000a3");
  private static final JobId FAILED = JobId.parse("0198c000-0000-7000-8000-0000000000a4");
  private static final DeploymentId WAITING =
      DeploymentId.parse("0198c000-0000-7000-8000-0000000000d1");
  private static final DeploymentId RUNNING =
      DeploymentId.parse("0198c000-0000-7000-8000-0000000000d2");
  private static final DeploymentId DONE =
      DeploymentId.parse("0198c000-0000-7000-8000-0000000000d3");
  private static final Instant DUE = Instant.parse("2026-01-02T03:04:05.123456Z");

  private static final String ROWS =
      """
      INSERT INTO clickdeploy.organizations VALUES ('%1$s', 'Acme', 'acme', now());
      INSERT INTO clickdeploy.access_tokens (id, organization_id, name, hash, created_at)
      VALUES ('0198c000-0000-7000-8000-000000000004', '%1$s', 'ci', repeat('ab', 32), now());
      INSERT INTO clickdeploy.projects VALUES
        ('0198c000-0000-7000-8000-000000000002', '%1$s', 'shop', 'shop', now());
      INSERT INTO clickdeploy.services
        (id, organization_id, project_id, name, name_folded, repository_url, repository_identity,
         branch, root_directory, build_arg_names, build_arg_values, created_at)
      VALUES ('0198c000-0000-7000-8000-000000000003', '%1$s', '0198c000-0000-7000-8000-000000000002',
        'web', 'web', 'https://git.test/a/b', 'git.test/a/b', 'main', '', '{}', '{}', now());
      INSERT INTO clickdeploy.jobs
        (id, kind, organization_id, subject, status, attempt, max_attempts, fence, run_at,
         last_error, lease_until)
      VALUES
        ('%2$s', 'build', '%1$s', '%6$s', 'queued', 1, 3, 4, '%9$s', 'no network', NULL),
        ('%3$s', 'build', '%1$s', '%7$s', 'processing', 1, 3, 7, '%9$s', NULL,
         now() + interval '1 hour');
      INSERT INTO clickdeploy.finished_jobs
        (id, kind, organization_id, subject, status, attempt, max_attempts, fence, run_at,
         cancel_requested, last_error, enqueued_at, finished_at)
      VALUES
        ('%4$s', 'build', '%1$s', '%8$s', 'completed', 1, 3, 1, '%9$s', false, NULL, now(), now()),
        ('%5$s', 'build', '%1$s', 'subject', 'failed', 3, 3, 9, '%9$s', false, 'broken', now(),
         now() - interval '40 days');
      INSERT INTO clickdeploy.deployments
        (id, organization_id, service_id, job_id, triggered_by, ref, sha, status, phase, created_at,
         started_at, finished_at, image_reference, image_digest)
      SELECT d.id::uuid, '%1$s', '0198c000-0000-7000-8000-000000000003', d.job::uuid, 'api', 'main',
             repeat('0123456789', 4), d.status, d.phase, now(), d.started, d.finished, d.image,
             d.digest
      FROM (VALUES
        ('%6$s', '%2$s', 'queued', NULL, NULL::timestamptz, NULL::timestamptz, NULL, NULL),
        ('%7$s', '%3$s', 'running', 'fetching', now(), NULL, NULL, NULL),
        ('%8$s', '%4$s', 'succeeded', NULL, now(), now(), 'registry.test/a/web:one',
         'sha256:' || repeat('a', 64))
      ) AS d (id, job, status, phase, started, finished, image, digest)
      """;

  private Postgres postgres;

  @BeforeEach
  void migrate_a_database_of_the_first_release() throws Exception {
    DATABASE.execute("DROP SCHEMA IF EXISTS clickdeploy CASCADE");
    Database database = new Database(DATABASE.single());
    new Migrations(
            List.of(
                Migration.resource("001-tenants-and-services.sql"),
                Migration.resource("002-jobs.sql"),
                Migration.resource("003-deployments.sql")))
        .run(database);
    DATABASE.execute(
        ROWS.formatted(
            ORGANIZATION, QUEUED, PROCESSING, COMPLETED, FAILED, WAITING, RUNNING, DONE, DUE));
    postgres = DATABASE.postgres();
    postgres.migrate();
  }

  private Job job(JobId id) {
    return postgres.jobControl().get(id).orElseThrow();
  }

  private static NewJob order(JobId id, String subject) {
    return NewJob.of(id, JobKind.BUILD, ORGANIZATION, subject, 3);
  }

  @Test
  void every_job_is_as_it_was() {
    assertThat(job(QUEUED))
        .isEqualTo(
            new Job(
                order(QUEUED, WAITING.toString()),
                JobStatus.QUEUED,
                1,
                4,
                DUE,
                false,
                "no network"));
    assertThat(job(PROCESSING))
        .isEqualTo(
            new Job(
                order(PROCESSING, RUNNING.toString()),
                JobStatus.PROCESSING,
                1,
                7,
                DUE,
                false,
                null));
    assertThat(job(COMPLETED).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(job(COMPLETED).order().priority()).isEqualTo(Priority.NORMAL);
    assertThat(job(FAILED))
        .isEqualTo(new Job(order(FAILED, "subject"), JobStatus.FAILED, 3, 9, DUE, false, "broken"));
    assertThat(postgres.jobControl().list(JobFilter.ALL, 10, null))
        .extracting(Job::id)
        .containsExactly(FAILED, COMPLETED, PROCESSING, QUEUED);
  }

  @Test
  void waiting_work_is_claimed_and_work_in_progress_ends_under_its_old_claim() {
    List<Job> claimed = Rows.claim(postgres.jobs(), JobKind.BUILD, 10);
    assertThat(claimed).extracting(Job::id).containsExactly(QUEUED);
    assertThat(claimed.getFirst().fence()).isEqualTo(5);
    Deployment running = postgres.deployments().load(RUNNING).orElseThrow();
    Deployment succeeded = running.succeeded(Rows.image("two"), Rows.now());
    assertThat(postgres.deployments().finish(new Claim(PROCESSING, 6), succeeded)).isFalse();
    assertThat(postgres.deployments().finish(new Claim(PROCESSING, 7), succeeded)).isTrue();
    assertThat(job(PROCESSING).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(postgres.deployments().load(DONE).orElseThrow().status())
        .isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void a_token_can_do_everything_for_ever_as_before() {
    assertThat(postgres.tokens().find(new TokenHash("ab".repeat(32))))
        .hasValueSatisfying(
            token -> {
              assertThat(token.scope()).isEqualTo(Scope.of(ORGANIZATION));
              assertThat(token.role()).isEqualTo(Role.OWNER);
              assertThat(token.isExpired(Instant.MAX)).isFalse();
              assertThat(token.lastUsedOn()).isNull();
            });
  }

  @Test
  void a_waiting_deployment_can_be_cancelled() {
    assertThat(postgres.deployments().requestCancel(Scope.of(ORGANIZATION), WAITING, Rows.now()))
        .map(Deployment::status)
        .contains(DeploymentStatus.CANCELLED);
    assertThat(job(QUEUED).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void a_lease_that_ran_out_during_the_migration_is_rescued() throws Exception {
    DATABASE.execute(
        "UPDATE clickdeploy.jobs SET lease_until = now() WHERE id = '" + PROCESSING + "'");
    assertThat(postgres.jobs().rescue()).extracting(Job::id).containsExactly(PROCESSING);
    assertThat(postgres.jobControl().attempts(PROCESSING))
        .extracting(JobAttempt::fence)
        .containsExactly(7L);
  }

  @Test
  void history_is_cut_into_days_and_what_is_past_keeping_forgotten() throws Exception {
    postgres.jobControl().tidy(Duration.ofDays(7));
    assertThat(job(COMPLETED).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(postgres.jobControl().get(FAILED)).isEmpty();
    assertThat(
            DATABASE.query(
                Sql.of("SELECT id FROM clickdeploy.finished_jobs_default"), row -> row.uuid("id")))
        .isEmpty();
    assertThat(postgres.jobControl().retry(FAILED, new JobId(UUID.randomUUID()))).isEmpty();
  }
}
