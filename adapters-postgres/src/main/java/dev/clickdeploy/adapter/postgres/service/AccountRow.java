package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.secret.Place;
import dev.clickdeploy.adapter.postgres.secret.SecretBox;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.ServiceId;
import java.sql.SQLException;
import java.time.Instant;

/** A row of service_registry_credentials: everything in it but the id and the time is sealed. */
record AccountRow(byte[] username, byte[] password, Instant setAt) {
  static Sql select(ServiceId id) {
    return Sql.of(
            """
            SELECT username, password, set_at FROM clickdeploy.service_registry_credentials
            WHERE service_id = ?
            """)
        .uuid(id.value());
  }

  static AccountRow read(Row row) throws SQLException {
    return new AccountRow(row.bytes("username"), row.bytes("password"), row.instant("set_at"));
  }

  RegistryCredential open(SecretBox box, ServiceId id) {
    return new RegistryCredential(
        box.open(username, place(id, "username")).reveal(),
        box.open(password, place(id, "password")));
  }

  static Sql delete(ServiceId id) {
    return Sql.of("DELETE FROM clickdeploy.service_registry_credentials WHERE service_id = ?")
        .uuid(id.value());
  }

  static Sql set(SecretBox box, ServiceId id, RegistryCredential credential, Instant now) {
    return Sql.of(
            """
            INSERT INTO clickdeploy.service_registry_credentials
              (service_id, username, password, set_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (service_id) DO UPDATE
            SET username = excluded.username, password = excluded.password,
                set_at = excluded.set_at
            """)
        .uuid(id.value())
        .bytes(box.seal(Secret.of(credential.username()), place(id, "username")))
        .bytes(box.seal(credential.password(), place(id, "password")))
        .instant(now);
  }

  private static Place place(ServiceId id, String column) {
    return new Place("service_registry_credentials", column, id.toString());
  }
}
