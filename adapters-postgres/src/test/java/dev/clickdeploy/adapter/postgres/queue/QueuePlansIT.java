package dev.clickdeploy.adapter.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The statements that every job needs go by index although their plans were made when the tables
 * were known to be empty: prepared statements keep such a plan while a million jobs come.
 */
class QueuePlansIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

  @BeforeAll
  static void tables_that_are_known_to_be_empty() throws Exception {
    DATABASE.execute("VACUUM ANALYZE");
  }

  private static String plan(Hot hot) throws Exception {
    try (Connection connection = DATABASE.single().getConnection()) {
      connection.setAutoCommit(false);
      Hot.settle(connection);
      prepare(connection, hot.text());
      List<String> lines =
          Sql.of("EXPLAIN EXECUTE hot(" + nulls(hot.text()) + ")")
              .list(connection, row -> row.text("QUERY PLAN"));
      return String.join("\n", lines);
    }
  }

  private static void prepare(Connection connection, String text) throws SQLException {
    StringBuilder numbered = new StringBuilder("PREPARE hot AS ");
    int parameters = 0;
    for (char c : text.toCharArray()) {
      numbered.append(c == '?' ? "$" + ++parameters : c);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(numbered.toString());
    }
  }

  private static String nulls(String text) {
    int parameters = (int) text.chars().filter(c -> c == '?').count();
    return String.join(", ", Collections.nCopies(parameters, "NULL"));
  }

  static List<Hot> statements() {
    return List.of(
        ClaimSql.TURNS,
        ClaimSql.LIST,
        ClaimSql.LIMITED_TURNS,
        ClaimSql.LIMITED_LIST,
        JobInsert.ALONE_RINGING,
        JobInsert.LATER_KEYED,
        Leases.EXTEND,
        Completing.COMPLETE);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void no_statement_reads_a_whole_table(Hot statement) throws Exception {
    assertThat(plan(statement).lines())
        .noneMatch(line -> line.contains("Seq Scan on") && !line.contains("claim"))
        .noneMatch(line -> line.contains("Bitmap Heap Scan"))
        .noneMatch(line -> line.matches(".*(Hash|Merge) (Left |Right |Anti )?Join.*"));
  }

  @Test
  void a_claim_reads_each_lane_in_order_from_the_index_and_not_before_its_cursor()
      throws Exception {
    String plan = plan(ClaimSql.TURNS);
    assertThat(plan.lines().filter(line -> line.contains("Index Scan using jobs_due"))).hasSize(4);
    assertThat(plan.lines().filter(line -> line.contains("ROW(run_at, id) >=")))
        .hasSize(4)
        .allMatch(line -> line.contains("Index Cond"))
        .allMatch(line -> line.contains("run_at <= statement_timestamp()"));
    assertThat(plan).contains("Tid Scan on jobs").doesNotContain("Sort");
  }

  @Test
  void a_completion_and_a_heartbeat_go_by_primary_key() throws Exception {
    assertThat(plan(Completing.COMPLETE)).contains("Index Scan using jobs_pkey on jobs");
    assertThat(plan(Leases.EXTEND)).contains("Index Scan using jobs_pkey on jobs");
  }
}
