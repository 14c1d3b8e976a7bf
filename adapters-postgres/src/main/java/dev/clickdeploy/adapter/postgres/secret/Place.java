package dev.clickdeploy.adapter.postgres.secret;

import java.util.Objects;

/** Where a sealed value is kept: {@code table.column/row}. Part of what is authenticated. */
public record Place(String table, String column, String row) {
  public Place {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(row, "row");
  }

  @Override
  public String toString() {
    return table + "." + column + "/" + row;
  }
}
