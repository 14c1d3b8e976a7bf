package dev.clickdeploy.adapter.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.HalfOpenProxy;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.empty();
  private static final Hot ONE = Hot.alone("SELECT ?::integer AS one");

  private static int one(Connection connection) throws java.sql.SQLException {
    return Sql.of(ONE).number(1).first(connection, row -> row.integer("one")).orElseThrow();
  }

  private static HikariDataSource pool(PGSimpleDataSource source) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  @Test
  void a_statement_whose_answer_never_comes_is_given_up_and_the_next_one_works() throws Exception {
    PGSimpleDataSource source = DATABASE.single();
    try (HalfOpenProxy proxy = new HalfOpenProxy("127.0.0.1", source.getPortNumbers()[0])) {
      source.setPortNumbers(new int[] {proxy.port()});
      try (HikariDataSource pool = pool(source)) {
        Database database = new Database(pool, 500);
        assertThat(database.run("asking", DatabaseIT::one)).isEqualTo(1);
        proxy.goSilent();
        long begun = System.nanoTime();
        assertThatThrownBy(() -> database.run("asking", DatabaseIT::one))
            .isInstanceOfSatisfying(PortException.class, e -> assertThat(e.isRetryable()).isTrue())
            .hasMessageContaining("cannot be used while asking");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        proxy.recover();
        assertThat(database.run("asking", DatabaseIT::one)).isEqualTo(1);
      }
    }
  }

  @Test
  void a_transaction_that_falls_silent_keeps_its_locks_no_longer_than_an_answer_may_take()
      throws Exception {
    DATABASE.execute("CREATE TABLE IF NOT EXISTS locked (n integer)");
    PGSimpleDataSource source = DATABASE.single();
    try (HalfOpenProxy proxy = new HalfOpenProxy("127.0.0.1", source.getPortNumbers()[0])) {
      source.setPortNumbers(new int[] {proxy.port()});
      try (HikariDataSource pool = pool(source)) {
        Database database = new Database(pool, 500);
        assertThatThrownBy(
                () ->
                    database.transaction(
                        "locking",
                        connection -> {
                          Sql.of("LOCK TABLE locked").update(connection);
                          proxy.goSilent();
                          return Sql.of("SELECT").any(connection);
                        }))
            .isInstanceOf(PortException.class);
        Sql locks = Sql.of("SELECT pid FROM pg_locks WHERE relation = 'locked'::regclass");
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> DATABASE.query(locks, row -> row.integer("pid")).isEmpty());
      }
    }
  }

  @Test
  void a_connection_goes_back_with_the_patience_it_had() throws Exception {
    PGSimpleDataSource source = DATABASE.single();
    try (HikariDataSource pool = pool(source)) {
      Database database = new Database(pool);
      assertThat(database.run("asking", Connection::getNetworkTimeout)).isEqualTo(15_000);
      assertThat(database.patient().run("asking", Connection::getNetworkTimeout)).isZero();
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getNetworkTimeout()).isZero();
      }
    }
    source.setSocketTimeout(3);
    try (HikariDataSource pool = pool(source)) {
      assertThat(new Database(pool).run("asking", Connection::getNetworkTimeout)).isEqualTo(3_000);
    }
  }

  @Test
  void a_hot_statement_that_fails_leaves_a_connection_that_works_and_nothing_behind()
      throws Exception {
    DATABASE.execute("CREATE TABLE IF NOT EXISTS numbers (n integer)");
    try (HikariDataSource pool = pool(DATABASE.single())) {
      Database database = new Database(pool);
      Sql failing =
          Sql.of(
              Hot.alone(
                  "WITH n AS (INSERT INTO numbers VALUES (1) RETURNING n) SELECT 1 / (n - 1)"
                      + " FROM n"));
      assertThatThrownBy(() -> database.run("dividing", failing::any))
          .hasMessageContaining("division by zero");
      assertThat(database.run("asking", DatabaseIT::one)).isEqualTo(1);
      assertThat(database.run("asking", Sql.of("SELECT FROM numbers")::any)).isFalse();
    }
  }

  @Test
  void settings_of_a_hot_statement_end_with_it() throws Exception {
    try (HikariDataSource pool = pool(DATABASE.single())) {
      Database database = new Database(pool);
      String during =
          database.run(
              "asking",
              connection ->
                  Sql.of(Hot.alone("SELECT current_setting('enable_seqscan') AS value"))
                      .first(connection, row -> row.text("value"))
                      .orElseThrow());
      String after =
          database.run(
              "asking",
              connection ->
                  Sql.of("SELECT current_setting('enable_seqscan') AS value")
                      .first(connection, row -> row.text("value"))
                      .orElseThrow());
      assertThat(during).isEqualTo("off");
      assertThat(after).isEqualTo("on");
    }
  }
}
