package dev.clickdeploy.adapter.postgres.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row at which a result stands, read by column names. */
public final class Row {
  private final ResultSet set;

  Row(ResultSet set) {
    this.set = set;
  }

  /** A column that is never null. */
  public UUID uuid(String column) throws SQLException {
    return present(column, set.getObject(column, UUID.class));
  }

  /** A column that may be null. */
  public @Nullable UUID uuidOrNull(String column) throws SQLException {
    return set.getObject(column, UUID.class);
  }

  /** A column that is never null. */
  public String text(String column) throws SQLException {
    return present(column, set.getString(column));
  }

  /** A column that may be null. */
  public @Nullable String textOrNull(String column) throws SQLException {
    return set.getString(column);
  }

  /** A column that is never null. */
  public int integer(String column) throws SQLException {
    return set.getInt(column);
  }

  /** A column that may be null. */
  public @Nullable Integer integerOrNull(String column) throws SQLException {
    int value = set.getInt(column);
    return set.wasNull() ? null : value;
  }

  /** A column that is never null. */
  public long number(String column) throws SQLException {
    return set.getLong(column);
  }

  /** A column that is never null. */
  public boolean flag(String column) throws SQLException {
    return set.getBoolean(column);
  }

  /** A column that may be null. */
  public byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return set.getBytes(column);
  }

  /** A column that is never null. */
  public byte[] bytes(String column) throws SQLException {
    return present(column, set.getBytes(column));
  }

  /** A column that is never null. */
  public Instant instant(String column) throws SQLException {
    return present(column, instantOrNull(column));
  }

  /** A column that may be null. */
  public @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime time = set.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A text[] that is never null. */
  public List<String> texts(String column) throws SQLException {
    Array array = present(column, set.getArray(column));
    try {
      return List.of((String[]) array.getArray());
    } finally {
      array.free();
    }
  }

  /** A constant that is kept as its lower-case name. */
  public <E extends Enum<E>> E constant(Class<E> type, String column) throws SQLException {
    return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
  }

  /** How a constant is kept. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }
}
