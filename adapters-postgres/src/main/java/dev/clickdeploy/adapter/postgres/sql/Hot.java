package dev.clickdeploy.adapter.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement of the queue that must go by index however many rows there are. Prepared statements
 * keep their plan, and one that was made while a table was nearly empty would read all of it for
 * another minute after a million rows came. So the plan is made under settings that leave nothing
 * but indexes. They travel with the statement and hold to the end of its transaction.
 *
 * @param text the statement itself
 * @param sent what goes over the wire, in one round trip
 * @param skipped how many results come before the statement's own
 */
public record Hot(String text, String sent, int skipped) {
  private static final List<String> NAMES =
      List.of(
          "plan_cache_mode",
          "enable_seqscan",
          "enable_bitmapscan",
          "enable_hashjoin",
          "enable_mergejoin",
          "enable_hashagg",
          "enable_sort",
          "jit");
  private static final List<String> VALUES = values();
  private static final String SETTINGS = set(VALUES.stream().map("'%s'"::formatted).toList());
  private static final String RESTORE = set(Collections.nCopies(NAMES.size(), "?"));

  private static List<String> values() {
    List<String> values = new ArrayList<>(Collections.nCopies(NAMES.size(), "off"));
    values.set(0, "force_generic_plan");
    return List.copyOf(values);
  }

  private static String set(List<String> values) {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      calls.add("set_config('%s', %s, true)".formatted(NAMES.get(i), values.get(i)));
    }
    return "SELECT " + String.join(", ", calls);
  }

  /** As a transaction of its own, on a connection that commits by itself. */
  public static Hot alone(String text) {
    return new Hot(text, "BEGIN; " + SETTINGS + "; " + text + "; COMMIT", 2);
  }

  /** As the first one of a transaction, whose later ones go by index as well. */
  public static Hot first(String text) {
    return new Hot(text, SETTINGS + "; " + text, 1);
  }

  /** Makes what is left of a transaction go by index. */
  public static void settle(Connection connection) throws SQLException {
    Sql.of(SETTINGS).any(connection);
  }

  /** Later in a transaction that began with {@link #first}. */
  public static Hot later(String text) {
    return new Hot(text, text, 0);
  }

  /** Whether it begins and ends a transaction by itself. */
  boolean isAlone() {
    return skipped == 2;
  }

  /**
   * Does work within somebody else's transaction under these settings, and puts theirs back; when
   * the work fails, so has their transaction, and the settings go with it.
   */
  public static <T> T within(Connection connection, Database.Work<T> work) throws SQLException {
    Sql restore = Sql.of(RESTORE);
    for (String setting : theirs(connection)) {
      restore.text(setting);
    }
    settle(connection);
    T result = work.on(connection);
    restore.any(connection);
    return result;
  }

  private static List<String> theirs(Connection connection) throws SQLException {
    String settings =
        NAMES.stream().map("current_setting('%s')"::formatted).collect(Collectors.joining(", "));
    return Sql.of("SELECT ARRAY[" + settings + "] AS settings")
        .first(connection, row -> row.texts("settings"))
        .orElseThrow();
  }
}
