package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.secret.Place;
import dev.clickdeploy.adapter.postgres.secret.SecretBox;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.tenant.Scope;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of service_secrets: everything in it but the id and the hosts' public keys is sealed. */
final class SecretRow {
  static final String COLUMNS =
      "x.service_id, x.webhook_secret, x.git_token, x.deploy_key, x.known_hosts";

  private static final String WEBHOOK_SECRET = "webhook_secret";
  private static final String GIT_TOKEN = "git_token";
  private static final String DEPLOY_KEY = "deploy_key";

  private final SecretBox box;

  SecretRow(SecretBox box) {
    this.box = box;
  }

  Sql insert(ServiceId id, ServiceSecrets secrets) {
    Sql insert =
        Sql.of(
                """
                INSERT INTO clickdeploy.service_secrets
                  (service_id, webhook_secret, git_token, deploy_key, known_hosts)
                VALUES (?, ?, ?, ?, ?)
                """)
            .uuid(id.value())
            .bytes(box.seal(secrets.webhookSecret(), place(WEBHOOK_SECRET, id)));
    return credential(insert, id, secrets.credential().orElse(null));
  }

  Sql update(ServiceId id, ServiceSecrets secrets) {
    Sql update =
        Sql.of(
                """
                UPDATE clickdeploy.service_secrets
                SET webhook_secret = ?, git_token = ?, deploy_key = ?, known_hosts = ?
                WHERE service_id = ?
                """)
            .bytes(box.seal(secrets.webhookSecret(), place(WEBHOOK_SECRET, id)));
    return credential(update, id, secrets.credential().orElse(null)).uuid(id.value());
  }

  Sql change(Scope scope, ServiceId id, @Nullable Credential credential) {
    Sql update =
        Sql.of(
            """
            UPDATE clickdeploy.service_secrets x
            SET git_token = ?, deploy_key = ?, known_hosts = ?
            FROM clickdeploy.services s
            WHERE s.id = x.service_id AND %s AND s.id = ?
            """
                .formatted(Seen.IN_SCOPE));
    return Seen.in(scope, credential(update, id, credential)).uuid(id.value());
  }

  private Sql credential(Sql sql, ServiceId id, @Nullable Credential credential) {
    return switch (credential) {
      case null -> sql.bytes(null).bytes(null).text(null);
      case Credential.Token token ->
          sql.bytes(box.seal(token.value(), place(GIT_TOKEN, id))).bytes(null).text(null);
      case Credential.DeployKey key ->
          sql.bytes(null)
              .bytes(box.seal(key.privateKey(), place(DEPLOY_KEY, id)))
              .text(key.knownHosts());
    };
  }

  ServiceSecrets read(Row row) throws SQLException {
    ServiceId id = new ServiceId(row.uuid("service_id"));
    Secret webhookSecret = box.open(row.bytes(WEBHOOK_SECRET), place(WEBHOOK_SECRET, id));
    return new ServiceSecrets(webhookSecret, credential(row, id));
  }

  private @Nullable Credential credential(Row row, ServiceId id) throws SQLException {
    byte[] token = row.bytesOrNull(GIT_TOKEN);
    byte[] key = row.bytesOrNull(DEPLOY_KEY);
    if (token != null) {
      return new Credential.Token(box.open(token, place(GIT_TOKEN, id)));
    }
    return key == null
        ? null
        : new Credential.DeployKey(box.open(key, place(DEPLOY_KEY, id)), row.text("known_hosts"));
  }

  private static Place place(String column, ServiceId id) {
    return new Place("service_secrets", column, id.toString());
  }
}
