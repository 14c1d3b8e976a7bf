package dev.clickdeploy.adapter.postgres.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement with its parameters, bound in the order of its question marks. */
public final class Sql {
  private final String text;
  private final int skipped;
  private final boolean alone;
  private final List<Parameter> parameters = new ArrayList<>();

  private Sql(String text, int skipped, boolean alone) {
    this.text = text;
    this.skipped = skipped;
    this.alone = alone;
  }

  /** A statement without parameters so far. */
  public static Sql of(String text) {
    return new Sql(text, 0, false);
  }

  /** A statement that brings its settings along, without parameters so far. */
  public static Sql of(Hot hot) {
    return new Sql(hot.sent(), hot.skipped(), hot.isAlone());
  }

  /** Turns the row at which it stands into an object. */
  @FunctionalInterface
  public interface Mapper<T> {
    /** Reads the row. */
    T map(Row row) throws SQLException;
  }

  @FunctionalInterface
  private interface Parameter {
    void set(PreparedStatement statement, int index) throws SQLException;
  }

  private Sql with(Parameter parameter) {
    parameters.add(parameter);
    return this;
  }

  /** A uuid. */
  public Sql uuid(@Nullable UUID value) {
    return with((statement, i) -> statement.setObject(i, value, Types.OTHER));
  }

  /** A text; characters that PostgreSQL's text cannot hold (NUL) are left out. */
  public Sql text(@Nullable String value) {
    return with((statement, i) -> statement.setString(i, value == null ? null : storable(value)));
  }

  /** An integer. */
  public Sql number(int value) {
    return with((statement, i) -> statement.setInt(i, value));
  }

  /** An integer that may be null. */
  public Sql number(@Nullable Integer value) {
    return with((statement, i) -> statement.setObject(i, value, Types.INTEGER));
  }

  /** A bigint. */
  public Sql number(long value) {
    return with((statement, i) -> statement.setLong(i, value));
  }

  /** A boolean. */
  public Sql flag(boolean value) {
    return with((statement, i) -> statement.setBoolean(i, value));
  }

  /** A bytea. */
  public Sql bytes(byte @Nullable [] value) {
    return with((statement, i) -> statement.setBytes(i, value));
  }

  /** A timestamptz, cut to microseconds. */
  public Sql instant(@Nullable Instant value) {
    return with(
        (statement, i) ->
            statement.setObject(
                i,
                value == null ? null : micros(value).atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE));
  }

  /** A bigint of microseconds; multiply it by {@code interval '1 microsecond'}. */
  public Sql micros(Duration value) {
    return number(value.truncatedTo(ChronoUnit.MICROS).toNanos() / 1_000);
  }

  /** A text[]; null stays null, in it as well. */
  public Sql texts(@Nullable Collection<? extends @Nullable String> values) {
    return array("text", values == null ? null : strings(values, Sql::storable));
  }

  /** A uuid[]; null stays null in it. */
  public Sql uuids(Collection<? extends @Nullable UUID> values) {
    return array("uuid", values.toArray());
  }

  /** A bigint[]. */
  public Sql numbers(Collection<Long> values) {
    return array("bigint", values.toArray());
  }

  /** A smallint[]. */
  public Sql smallNumbers(Collection<Integer> values) {
    return array("smallint", values.toArray());
  }

  /** A timestamptz[], cut to microseconds; null stays null in it. */
  public Sql instants(Collection<? extends @Nullable Instant> values) {
    return array("timestamptz", strings(values, value -> micros(value).toString()));
  }

  private static <T> Object[] strings(
      Collection<? extends @Nullable T> values, Function<T, String> form) {
    @Nullable Object[] strings = new @Nullable Object[values.size()];
    int i = 0;
    for (T value : values) {
      strings[i++] = value == null ? null : form.apply(value);
    }
    return strings;
  }

  private Sql array(String type, Object @Nullable [] values) {
    return with(
        (statement, i) ->
            statement.setArray(
                i, values == null ? null : statement.getConnection().createArrayOf(type, values)));
  }

  /** The precision that PostgreSQL keeps. */
  public static Instant micros(Instant value) {
    return value.truncatedTo(ChronoUnit.MICROS);
  }

  private static String storable(String value) {
    return value.replace("\0", "");
  }

  /** Runs it and answers how many rows it wrote. */
  public int update(Connection connection) throws SQLException {
    return executed(connection, PreparedStatement::getUpdateCount);
  }

  /**
   * Runs statements of one text in one round trip, within a transaction, and answers how many rows
   * each wrote.
   */
  public static int[] updateAll(Connection connection, List<Sql> all) throws SQLException {
    if (all.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(all.getFirst().text)) {
      for (Sql each : all) {
        each.bind(statement);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** Runs it and answers its rows. */
  public <T> List<T> list(Connection connection, Mapper<T> mapper) throws SQLException {
    return executed(connection, statement -> rows(statement, mapper));
  }

  private static <T> List<T> rows(PreparedStatement statement, Mapper<T> mapper)
      throws SQLException {
    try (ResultSet set = statement.getResultSet()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(set);
      while (set.next()) {
        rows.add(mapper.map(row));
      }
      return rows;
    }
  }

  /** Runs it and answers its first row. */
  public <T> Optional<T> first(Connection connection, Mapper<T> mapper) throws SQLException {
    return list(connection, mapper).stream().findFirst();
  }

  /** Runs it and answers whether it gave any row. */
  public boolean any(Connection connection) throws SQLException {
    return !list(connection, row -> true).isEmpty();
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(PreparedStatement statement) throws SQLException;
  }

  private <T> T executed(Connection connection, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = prepared(connection)) {
      statement.execute();
      for (int i = 0; i < skipped; i++) {
        statement.getMoreResults();
      }
      return reader.read(statement);
    } catch (SQLException e) {
      if (alone) {
        rollback(connection, e);
      }
      throw e;
    }
  }

  /** The driver does not know of a transaction that the statement began itself. */
  private static void rollback(Connection connection, SQLException news) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      news.addSuppressed(e);
    }
  }

  private PreparedStatement prepared(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    try {
      bind(statement);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).set(statement, i + 1);
    }
  }
}
