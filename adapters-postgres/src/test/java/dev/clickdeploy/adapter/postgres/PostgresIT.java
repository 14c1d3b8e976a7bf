package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.PortException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  @RegisterExtension static final TestDatabase EMPTY = TestDatabase.empty();

  @Test
  void a_server_that_answers_says_its_version() throws Exception {
    assertThat(DATABASE.postgres().serverVersion()).matches("PostgreSQL \\d+(\\.\\d+)?");
    assertThatCode(DATABASE.postgres()::check).doesNotThrowAnyException();
  }

  private static PGSimpleDataSource nobody() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setURL("jdbc:postgresql://127.0.0.1:" + taken.getLocalPort() + "/none");
      source.setUser("somebody");
      source.setPassword("a very secret password");
      return source;
    }
  }

  private static void assertUnreachable(Postgres postgres) {
    assertThatThrownBy(postgres::check)
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
              assertThat(e.isRetryable()).isTrue();
              assertThat(e.failure().hint()).isPresent();
            })
        .hasMessageContaining("cannot be used while asking whether it answers")
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_server_that_cannot_be_reached_is_said_so_without_credentials() throws Exception {
    assertUnreachable(Postgres.using(nobody(), TestDatabase.KEY));
    HikariConfig config = new HikariConfig();
    config.setDataSource(nobody());
    config.setConnectionTimeout(300);
    config.setInitializationFailTimeout(-1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertUnreachable(Postgres.using(pool, TestDatabase.KEY));
    }
  }

  @Test
  void a_database_without_the_schema_says_what_to_do() throws Exception {
    Postgres postgres = EMPTY.postgres();
    assertThatCode(postgres::check).doesNotThrowAnyException();
    assertThatThrownBy(() -> new Rows(postgres).organization())
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().mend()).isEqualTo("run the migrations"))
        .hasMessageContaining("no click-deploy schema");
  }

  @Test
  void a_pool_that_does_not_commit_by_itself_serves_as_well() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(DATABASE.single());
    config.setMaximumPoolSize(1);
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Postgres postgres = Postgres.using(pool, TestDatabase.KEY);
      Service service = new Rows(postgres).service();
      Service orphan =
          Rows.newService(service.organization(), new ProjectId(UUID.randomUUID()), "a@b.test:c");
      assertThatThrownBy(() -> postgres.services().create(orphan, Rows.SECRETS))
          .isInstanceOf(PortException.class);
      assertThat(DATABASE.postgres().services().load(service.id())).contains(service);
    }
  }

  @Test
  void texts_that_postgresql_cannot_hold_are_kept_without_the_offending_characters()
      throws Exception {
    Postgres postgres = DATABASE.postgres();
    Rows rows = new Rows(postgres);
    Rows.Running running = rows.running(rows.service(), 1);
    Commit commit =
        new Commit(running.deployment().origin().sha(), "one\0two", "A\0da", Rows.now());
    Failure failure = new Failure(FailureClass.PLAN, "a\0b", null, List.of("c\0d"));
    Deployment failed = running.deployment().with(commit).failed(failure, Rows.now());
    postgres
        .logs()
        .append(
            running.claim(),
            failed.id(),
            List.of(new LogLine(Rows.now(), LogLine.Stream.SYSTEM, "e\0f")));
    assertThat(postgres.deployments().finish(running.claim(), failed)).isTrue();
    Deployment stored = postgres.deployments().load(failed.id()).orElseThrow();
    assertThat(stored.commit()).extracting(Commit::message).isEqualTo("onetwo");
    assertThat(stored.failure())
        .isEqualTo(new Failure(FailureClass.PLAN, "ab", null, List.of("cd")));
    assertThat(postgres.jobControl().get(running.claim().job()).orElseThrow().error())
        .contains("ab");
  }

  @Test
  void times_are_kept_and_answered_to_the_microsecond() throws Exception {
    Postgres postgres = DATABASE.postgres();
    Service service = new Rows(postgres).service();
    Instant fine = Instant.parse("2026-01-02T03:04:05.123456789Z");
    Instant kept = Instant.parse("2026-01-02T03:04:05.123456Z");
    Deployment given = Rows.newDeployment(service.organization(), service.id());
    Deployment exact =
        Deployment.queued(
            given.id(), given.organization(), given.service(), given.origin(), null, fine);
    Creation creation =
        postgres
            .deployments()
            .create(
                exact,
                Rows.newJob(service.organization(), Rows.newKind(), exact.id().toString(), 1));
    Deployment stored = postgres.deployments().load(exact.id()).orElseThrow();
    assertThat(stored.createdAt()).isEqualTo(kept);
    assertThat(creation).isEqualTo(new Creation.Created(stored));
    assertThat(
            postgres
                .deployments()
                .requestCancel(Scope.of(service.organization()), exact.id(), fine))
        .isEqualTo(postgres.deployments().load(exact.id()));
  }
}
