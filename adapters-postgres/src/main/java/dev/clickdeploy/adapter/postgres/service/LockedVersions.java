package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.ServiceId;
import java.util.Map;
import java.util.TreeMap;

/** The versions that a service is built with. */
final class LockedVersions {
  static final String TOOLS = "locked_tools";
  static final String VERSIONS = "locked_versions";

  private LockedVersions() {}

  static Sql select(ServiceId id) {
    return Sql.of("SELECT locked_tools, locked_versions FROM clickdeploy.services WHERE id = ?")
        .uuid(id.value());
  }

  /** Writes nothing when they are kept already. */
  static Sql update(ServiceId id, Map<String, String> versions) {
    Map<String, String> sorted = new TreeMap<>(versions);
    return Sql.of(
            """
            UPDATE clickdeploy.services SET locked_tools = ?, locked_versions = ?
            WHERE id = ? AND (locked_tools, locked_versions) IS DISTINCT FROM (?, ?)
            """)
        .texts(sorted.keySet())
        .texts(sorted.values())
        .uuid(id.value())
        .texts(sorted.keySet())
        .texts(sorted.values());
  }
}
