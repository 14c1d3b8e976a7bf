package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.secret.Place;
import dev.clickdeploy.adapter.postgres.secret.SecretBox;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.BuildInputs.Given;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of service_values.
 *
 * @param sealed under the place that is made of service, kind and name
 */
record ValueRow(ValueKind kind, String name, byte[] sealed, UUID version, Instant setAt) {
  static Sql select(ServiceId id) {
    return Sql.of(
            """
            SELECT kind, name, sealed, version, set_at FROM clickdeploy.service_values
            WHERE service_id = ? ORDER BY name COLLATE "C"
            """)
        .uuid(id.value());
  }

  static ValueRow read(Row row) throws SQLException {
    return new ValueRow(
        row.constant(ValueKind.class, "kind"),
        row.text("name"),
        row.bytes("sealed"),
        row.uuid("version"),
        row.instant("set_at"));
  }

  Given open(SecretBox box, ServiceId id) {
    return new Given(box.open(sealed, place(id, kind, name)), version);
  }

  static Sql delete(ServiceId id, ValueKind kind, Set<String> names) {
    return Sql.of(
            """
            DELETE FROM clickdeploy.service_values
            WHERE service_id = ? AND kind = ? AND name = ANY (?)
            """)
        .uuid(id.value())
        .text(Row.name(kind))
        .texts(names);
  }

  /** Keeps the version of a value that is there already. */
  static Sql set(
      SecretBox box,
      ServiceId id,
      ValueKind kind,
      String name,
      Secret value,
      @Nullable ValueRow before,
      Instant now) {
    UUID version =
        before != null && before.open(box, id).value().equals(value)
            ? before.version()
            : UUID.randomUUID();
    return Sql.of(
            """
            INSERT INTO clickdeploy.service_values
              (service_id, kind, name, sealed, version, set_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (service_id, kind, name) DO UPDATE
            SET sealed = excluded.sealed, version = excluded.version, set_at = excluded.set_at
            """)
        .uuid(id.value())
        .text(Row.name(kind))
        .text(name)
        .bytes(box.seal(value, place(id, kind, name)))
        .uuid(version)
        .instant(now);
  }

  private static Place place(ServiceId id, ValueKind kind, String name) {
    return new Place("service_values", "sealed", id + "/" + Row.name(kind) + "/" + name);
  }
}
