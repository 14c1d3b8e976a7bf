package dev.clickdeploy.adapter.postgres.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsAtRestIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    service = new Rows(postgres).service();
  }

  /** Every row of every table as text; bytes are hexadecimal there. */
  private static String everything() throws Exception {
    List<String> tables =
        DATABASE.query(
            Sql.of("SELECT tablename FROM pg_tables WHERE schemaname = 'clickdeploy'"),
            row -> row.text("tablename"));
    assertThat(tables).contains("services", "service_secrets");
    StringBuilder all = new StringBuilder();
    for (String table : tables) {
      DATABASE
          .query(
              Sql.of("SELECT t::text AS line FROM clickdeploy." + table + " t"),
              row -> row.text("line"))
          .forEach(all::append);
    }
    return all.toString();
  }

  @Test
  void no_table_holds_a_secret_that_can_be_read() throws Exception {
    Credential.DeployKey key =
        new Credential.DeployKey(Secret.of("the repository's key"), "git.test ssh-rsa AAAA");
    Service opensWithKey = new Rows(postgres).service();
    postgres
        .services()
        .changeCredential(Scope.of(opensWithKey.organization()), opensWithKey.id(), key);
    String everything = everything();
    assertThat(everything).contains("git.test ssh-rsa AAAA");
    assertThat(everything).contains(service.name().value());
    for (Secret secret : List.of(Rows.SECRETS.webhookSecret(), token(), key.privateKey())) {
      byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
      assertThat(everything)
          .doesNotContain(secret.reveal())
          .doesNotContain(HexFormat.of().formatHex(bytes));
    }
  }

  private static Secret token() {
    return ((Credential.Token) Rows.SECRETS.credential().orElseThrow()).value();
  }

  @Test
  void secrets_that_were_swapped_between_services_are_noticed() throws Exception {
    Service other = new Rows(postgres).service();
    DATABASE.execute(
        """
        UPDATE clickdeploy.service_secrets mine SET webhook_secret = other.webhook_secret
        FROM clickdeploy.service_secrets other
        WHERE mine.service_id = '%s' AND other.service_id = '%s'
        """
            .formatted(service.id(), other.id()));
    assertThatThrownBy(() -> postgres.services().secrets(service.id()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining(service.id().toString());
    assertThat(postgres.services().secrets(other.id())).contains(Rows.SECRETS);
  }

  @Test
  void secrets_that_were_swapped_between_columns_are_noticed() throws Exception {
    DATABASE.execute(
        "UPDATE clickdeploy.service_secrets SET git_token = webhook_secret WHERE service_id = '%s'"
            .formatted(service.id()));
    assertThatThrownBy(() -> postgres.services().secrets(service.id()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("git_token");
  }

  @Test
  void a_wrong_key_is_noticed_at_the_start_and_at_each_use() throws Exception {
    Postgres wrong = Postgres.using(DATABASE.pool(), TestDatabase.key(99));
    assertThatThrownBy(wrong::migrate)
        .isInstanceOfSatisfying(
            PortException.class,
            e -> assertThat(e.failure().mend()).contains("CLICKDEPLOY_SECRET_KEY"))
        .hasMessageContaining("not the one under which");
    assertThatThrownBy(() -> wrong.services().secrets(service.id()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("another key");
    postgres.migrate();
    assertThat(postgres.services().secrets(service.id())).contains(Rows.SECRETS);
  }
}
