package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Row;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A map of texts in two columns of arrays. */
final class TextMap {
  private TextMap() {}

  static Map<String, String> read(Row row, String names, String values) throws SQLException {
    List<String> keys = row.texts(names);
    List<String> texts = row.texts(values);
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), texts.get(i));
    }
    return map;
  }
}
