package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.tenant.Name;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRoutesTest {
  private final TestServer server = TestServer.start();
  private final String service = "/services/" + server.createService().text("id");

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"environment, ENVIRONMENT", "secrets, SECRET"})
  void values_are_merged_and_told_by_name_and_time_only(String route, ValueKind kind) {
    Reply set =
        server.send(
            "PATCH", service + "/" + route, "{\"A\": \"v4lue\\nof two lines\", \"B\": \"v4lue\"}");

    assertThat(set.status()).isEqualTo(200);
    assertThat(set.body())
        .isEqualTo(
            "{'%s':[{'name':'A','setAt':'2026-01-01T00:00:00Z'},{'name':'B','setAt':'2026-01-01T00:00:00Z'}],'next':null}"
                .formatted(route)
                .replace('\'', '"'));
    assertThat(server.values.changes.getLast())
        .isEqualTo(
            new ValueChanges(
                kind,
                Map.of("A", Secret.of("v4lue\nof two lines"), "B", Secret.of("v4lue")),
                Set.of()));
    Reply removed = server.send("PATCH", service + "/" + route, "{\"A\": null}");
    assertThat(removed.json().path(route)).hasSize(1);
    assertThat(server.get(service + "/" + route).json()).isEqualTo(removed.json());
    assertThat(server.get(service).body() + server.get(service + "/" + route).body())
        .doesNotContain("v4lue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"1A": "v4lue"}            | '1A' is not the name of a secret
          {"BUILDKIT_X": "v4lue"}    | 'BUILDKIT_X' is not the name of a secret
          {"A": ""}                  | 'A' must be a string of at least one character
          {"A": 7}                   | 'A' must be a string
          {"A": {"b": "v4lue"}}      | 'A' must be a string
          {"A": "v4lue\\u0000"}      | the secret 'A' needs a value of at most 50,000 characters without NUL
          ["v4lue"]                  | the body must be an object of names and values
          """)
  void a_wrong_value_is_refused_and_not_repeated(String json, String detail) {
    Reply refused = server.send("PATCH", service + "/secrets", json);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).startsWith(detail);
    assertThat(refused.body()).doesNotContain("v4lue");
    assertThat(server.values.changes).isEmpty();
  }

  @Test
  void a_value_that_is_too_long_is_refused() {
    String json = "{\"A\": \"%s\"}".formatted("v4lue".repeat(2_001));

    Reply refused = server.send("PATCH", service + "/environment", json);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("10,000").doesNotContain("v4lue");
    assertThat(server.send("PATCH", service + "/secrets", json).status()).isEqualTo(200);
  }

  @Test
  void a_name_that_contradicts_what_is_there_is_a_conflict() {
    Reply refused = server.send("PATCH", service + "/secrets", "{\"TAKEN\": \"v4lue\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("TAKEN").doesNotContain("v4lue");
  }

  @Test
  void an_account_at_the_registry_is_set_and_removed_and_never_shown() {
    String path = service + "/registry-credential";
    assertThat(server.get(path).body()).isEqualTo("{\"set\":false,\"setAt\":null}");

    Reply set =
        server.send("PUT", path, "{\"username\": \"robot$web\", \"password\": \"p4ssword\"}");

    assertThat(set.status()).isEqualTo(204);
    assertThat(server.values.account)
        .contains(new RegistryCredential("robot$web", Secret.of("p4ssword")));
    assertThat(server.get(path).body())
        .isEqualTo("{\"set\":true,\"setAt\":\"2026-01-01T00:00:00Z\"}");
    assertThat(server.send("PUT", path, "{}").status()).isEqualTo(204);
    assertThat(server.values.account).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"username\": \"u\"}",
        "{\"password\": \"p4ssword\"}",
        "{\"username\": \"a:b\", \"password\": \"p4ssword\"}",
        "{\"username\": \"\", \"password\": \"p4ssword\"}",
        "{\"username\": \"u\", \"password\": \"p4ssword\\n\"}",
        "{\"user\": \"u\", \"password\": \"p4ssword\"}",
        "[]"
      })
  void half_an_account_or_a_malformed_one_is_refused(String json) {
    Reply refused = server.send("PUT", service + "/registry-credential", json);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).doesNotContain("p4ssword");
    assertThat(server.values.account).isEmpty();
  }

  @Test
  void values_of_another_organizations_service_do_not_exist() {
    String foreign = server.token(server.tenants.createOrganization(new Name("Other")).id());

    for (String route : new String[] {"/environment", "/secrets", "/registry-credential"}) {
      String write = route.equals("/registry-credential") ? "PUT" : "PATCH";
      for (String method : new String[] {"GET", write}) {
        assertThat(server.sendAs(foreign, method, service + route, "{}").status())
            .as(method + route)
            .isEqualTo(404);
      }
    }
  }
}
