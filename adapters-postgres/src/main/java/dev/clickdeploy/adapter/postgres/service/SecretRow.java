package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.secret.Place;
import dev.clickdeploy.adapter.postgres.secret.SecretBox;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import java.sql.SQLException;

/** A row of service_secrets: everything in it but the id is sealed. */
final class SecretRow {
  static final String COLUMNS = "x.service_id, x.webhook_secret, x.git_token";

  private final SecretBox box;

  SecretRow(SecretBox box) {
    this.box = box;
  }

  Sql insert(ServiceId id, ServiceSecrets secrets) {
    return Sql.of(
            """
            INSERT INTO clickdeploy.service_secrets (service_id, webhook_secret, git_token)
            VALUES (?, ?, ?)
            """)
        .uuid(id.value())
        .bytes(box.seal(secrets.webhookSecret(), webhookSecret(id)))
        .bytes(secrets.repositoryToken().map(token -> box.seal(token, gitToken(id))).orElse(null));
  }

  ServiceSecrets read(Row row) throws SQLException {
    ServiceId id = new ServiceId(row.uuid("service_id"));
    byte[] token = row.bytesOrNull("git_token");
    return new ServiceSecrets(
        box.open(row.bytes("webhook_secret"), webhookSecret(id)),
        token == null ? null : box.open(token, gitToken(id)));
  }

  private static Place webhookSecret(ServiceId id) {
    return new Place("service_secrets", "webhook_secret", id.toString());
  }

  private static Place gitToken(ServiceId id) {
    return new Place("service_secrets", "git_token", id.toString());
  }
}
