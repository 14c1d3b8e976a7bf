package dev.clickdeploy.adapter.postgres.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceVault.Change;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private Scope scope() {
    return Scope.of(service.organization());
  }

  private void set(ValueKind kind, String name, String value) {
    ValueChanges changes = new ValueChanges(kind, Map.of(name, Secret.of(value)), Set.of());
    assertThat(postgres.vault().change(scope(), service.id(), changes, Rows.now()))
        .isInstanceOf(Change.Changed.class);
  }

  @Test
  void no_table_holds_a_value_or_an_account_that_can_be_read() throws Exception {
    set(ValueKind.ENVIRONMENT, "API_URL", "the variable's value");
    set(ValueKind.SECRET, "SIGN_KEY", "the secret's value");
    postgres
        .vault()
        .changeRegistryCredential(
            scope(),
            service.id(),
            new RegistryCredential("the account's name", Secret.of("the account's password")),
            Rows.now());

    String everything = everything();

    assertThat(everything).contains("API_URL", "SIGN_KEY");
    for (String plain :
        List.of(
            "the variable's value",
            "the secret's value",
            "the account's name",
            "the account's password")) {
      assertThat(everything)
          .doesNotContain(plain)
          .doesNotContain(HexFormat.of().formatHex(plain.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void values_that_were_swapped_between_names_are_noticed() throws Exception {
    set(ValueKind.ENVIRONMENT, "HARMLESS", "shown to everybody");
    set(ValueKind.SECRET, "SIGN_KEY", "shown to nobody");
    DATABASE.execute(
        """
        UPDATE clickdeploy.service_values mine SET sealed = other.sealed
        FROM clickdeploy.service_values other
        WHERE mine.name = 'HARMLESS' AND other.name = 'SIGN_KEY'
          AND mine.service_id = '%1$s' AND other.service_id = '%1$s'
        """
            .formatted(service.id()));

    assertThatThrownBy(() -> postgres.vault().inputs(service.id()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("service_values")
        .hasMessageNotContaining("shown to nobody");
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
