package dev.clickdeploy.adapter.postgres.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Race;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.empty();
  private static final Migration ONE =
      new Migration(1, "001-one.sql", "CREATE TABLE clickdeploy.one (id integer)");
  private static final Migration TWO =
      new Migration(2, "002-two.sql", "CREATE TABLE clickdeploy.two (id integer)");

  private Database database;

  @BeforeEach
  void forget_the_schema() throws Exception {
    DATABASE.execute("DROP SCHEMA IF EXISTS clickdeploy CASCADE");
    database = new Database(DATABASE.single());
  }

  private static List<String> applied() throws Exception {
    return DATABASE.query(
        Sql.of("SELECT name FROM clickdeploy.schema_migrations ORDER BY version"),
        row -> row.text("name"));
  }

  private static boolean exists(String table) throws Exception {
    return !DATABASE
        .query(Sql.of("SELECT WHERE to_regclass(?) IS NOT NULL").text(table), row -> true)
        .isEmpty();
  }

  @Test
  void eight_processes_that_start_at_once_make_one_schema() throws Exception {
    Race.run(
        8,
        () -> {
          DATABASE.postgres().migrate();
          return true;
        });
    assertThat(applied())
        .containsExactly(
            "001-tenants-and-services.sql",
            "002-jobs.sql",
            "003-deployments.sql",
            "004-queue.sql",
            "005-sources.sql",
            "006-plans.sql",
            "007-pushes.sql",
            "008-access.sql",
            "009-services.sql",
            "010-deployments.sql",
            "011-githosts.sql",
            "012-images.sql",
            "013-retention.sql");
    assertThat(DATABASE.query(Sql.of("SELECT FROM clickdeploy.key_check"), row -> true)).hasSize(1);
  }

  @Test
  void a_later_program_applies_only_what_is_missing() throws Exception {
    new Migrations(List.of(ONE)).run(database);
    DATABASE.execute("INSERT INTO clickdeploy.one VALUES (42)");
    new Migrations(List.of(ONE, TWO)).run(database);
    new Migrations(List.of(ONE, TWO)).run(database);
    assertThat(applied()).containsExactly("001-one.sql", "002-two.sql");
    assertThat(DATABASE.query(Sql.of("SELECT id FROM clickdeploy.one"), r -> r.integer("id")))
        .containsExactly(42);
  }

  @Test
  void a_newer_schema_is_refused() {
    new Migrations(List.of(ONE, TWO)).run(database);
    assertThatThrownBy(() -> new Migrations(List.of(ONE)).run(database))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().hint().orElseThrow()).contains("newer click-deploy"))
        .hasMessageContaining("version 2")
        .hasMessageContaining("up to 1");
  }

  @Test
  void a_changed_migration_is_refused_and_nothing_is_applied() throws Exception {
    new Migrations(List.of(ONE)).run(database);
    Migration changed = new Migration(1, "001-one.sql", ONE.sql() + " -- changed");
    assertThatThrownBy(() -> new Migrations(List.of(changed, TWO)).run(database))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("001-one.sql");
    assertThat(exists("clickdeploy.two")).isFalse();
  }

  @Test
  void line_ends_of_a_checkout_are_no_change() {
    Migration unix = new Migration(1, "001-one.sql", "SELECT 1;\nSELECT 2");
    Migration windows = new Migration(1, "001-one.sql", "SELECT 1;\r\nSELECT 2");
    assertThat(windows.checksum()).isEqualTo(unix.checksum());
  }

  @Test
  void a_step_that_fails_leaves_nothing_behind() throws Exception {
    Migration broken = new Migration(2, "002-two.sql", TWO.sql() + "; SELECT 1 / 0");
    assertThatThrownBy(() -> new Migrations(List.of(ONE, broken)).run(database))
        .hasMessageContaining("division by zero");
    assertThat(applied()).containsExactly("001-one.sql");
    assertThat(exists("clickdeploy.two")).isFalse();
  }

  @Test
  void another_default_isolation_level_is_refused() throws Exception {
    PGSimpleDataSource source = DATABASE.single();
    source.setOptions("-c default_transaction_isolation=serializable");
    assertThatThrownBy(() -> Migrations.ours().run(new Database(source)))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("'serializable'");
    assertThat(exists("clickdeploy.schema_migrations")).isFalse();
  }

  @Test
  void the_search_path_does_not_matter() throws Exception {
    DATABASE.execute("CREATE SCHEMA IF NOT EXISTS elsewhere");
    PGSimpleDataSource source = DATABASE.single();
    source.setCurrentSchema("elsewhere");
    Postgres postgres = Postgres.using(source, TestDatabase.KEY);
    postgres.migrate();
    Service service = new Rows(postgres).service();
    assertThat(postgres.services().load(service.id())).contains(service);
    assertThat(
            DATABASE.query(
                Sql.of(
                    "SELECT tablename FROM pg_tables WHERE schemaname IN ('elsewhere', 'public')"),
                row -> row.text("tablename")))
        .isEmpty();
  }
}
