package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.service.Clearing;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps history in order: partitions for the days that come, none for those that are past keeping,
 * and no turns for organizations that have been idle. Each step is a transaction; one that cannot
 * have its locks soon leaves its work to the next call, so that nobody waits behind it.
 */
final class Tidying {
  private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

  /** Days to come that have a partition, should nobody tidy for a while. */
  private static final int AHEAD = 3;

  /** The text "clicktdy" as a number: an advisory lock is known by its number only. */
  private static final long LOCK = 0x636c_6963_6b74_6479L;

  private static final String PATIENCE =
      "SELECT set_config('lock_timeout', '500ms', true), set_config('clickdeploy.tidying', 'yes',"
          + " true)";

  private final Database database;

  Tidying(Database database) {
    this.database = database;
  }

  private interface Step {
    void on(Connection connection) throws SQLException;
  }

  void tidy(Duration keep) {
    LocalDate today = database.run("asking for the time", Tidying::today);
    for (int day = 0; day <= AHEAD; day++) {
      LocalDate date = today.plusDays(day);
      step("preparing history for " + date, connection -> Partitions.create(connection, date));
    }
    for (LocalDate date : database.run("looking for history", Partitions::days)) {
      step("forgetting " + date, connection -> Partitions.dropIfOlder(connection, date, keep));
    }
    step("forgetting old jobs", connection -> Forgetting.jobs(connection, keep));
    step("forgetting old attempts", connection -> Forgetting.attempts(connection, keep));
    step("forgetting idle turns", IdleTurns::tidy);
    clear();
  }

  private void clear() {
    try {
      Clearing.all(database);
    } catch (PortException e) {
      LOG.warn("schema=clickdeploy deleted services are left to the next time: {}", e.getMessage());
    }
  }

  private static LocalDate today(Connection connection) throws SQLException {
    return Sql.of("SELECT statement_timestamp() AS now")
        .first(connection, row -> row.instant("now").atOffset(ZoneOffset.UTC).toLocalDate())
        .orElseThrow();
  }

  /** Only one process does a step at a time; the others have nothing left to do. */
  private void step(String what, Step step) {
    try {
      database.transaction(
          what,
          connection -> {
            if (locks(connection)) {
              step.on(connection);
            }
            return List.of();
          });
    } catch (PortException e) {
      LOG.warn("schema=clickdeploy tidying is left to the next time: {}", e.getMessage());
    }
  }

  private static boolean locks(Connection connection) throws SQLException {
    Sql.of(PATIENCE).any(connection);
    return Sql.of("SELECT pg_try_advisory_xact_lock(?) AS locked")
        .number(LOCK)
        .first(connection, row -> row.flag("locked"))
        .orElseThrow();
  }
}
