package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.model.Secret;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://harbor.example, https://harbor.example, harbor.example, ''",
    "https://harbor.example/, https://harbor.example, harbor.example, ''",
    "' HTTPS://Harbor.Example:8443 ', https://harbor.example:8443, harbor.example:8443, ''",
    "https://harbor.example:8443/team/images/, https://harbor.example:8443, harbor.example:8443,"
        + " team/images/",
    "http://127.0.0.1:5000, http://127.0.0.1:5000, 127.0.0.1:5000, ''",
    "http://localhost/x, http://localhost, localhost, x/",
    "http://[::1]:5000, http://[::1]:5000, [::1]:5000, ''",
  })
  void the_forms_that_are_accepted(String url, String base, String host, String prefix) {
    RegistryAddress address = RegistryAddress.parse(url);

    assertThat(address.base()).hasToString(base);
    assertThat(address.host()).hasToString(host);
    assertThat(address.prefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "harbor.example",
        "ftp://harbor.example",
        "https://",
        "https:///team",
        "https://harbor.example?x=1",
        "https://harbor.example/#x",
        "https://harbor.example:0",
        "https://harbor.example:70000",
        "https://harbor.example/Team",
        "https://harbor.example/a//b",
        "https://harbor example",
        "https://harbor_example",
        "http://harbor.example",
        "http://127.0.0.1.evil.test",
        "http://127.evil.test",
        "http://localhost.evil.test",
      })
  void other_forms_are_refused_with_what_is_accepted(String url) {
    assertThatThrownBy(() -> OciRegistry.at(url, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://host[:port][/prefix]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://harbor.example/team", "http://10.0.0.7:5000", "http://[fd00::2]"})
  void plain_http_to_another_machine_is_for_those_who_allow_it(String url) {
    assertThatThrownBy(() -> RegistryAddress.parse(url))
        .hasMessageContaining("unencrypted")
        .hasMessageContaining("REGISTRY_ALLOW_HTTP=true");
    assertThat(RegistryAddress.parse(url, true).isExposed()).isTrue();
    assertThat(RegistryAddress.parse("http://localhost:5000", true).isExposed()).isFalse();
    assertThat(RegistryAddress.parse("https://harbor.example", true).isExposed()).isFalse();
  }

  @Test
  void a_password_goes_unencrypted_only_where_the_registry_gets_it_so() {
    URI tokens = URI.create("http://tokens.example/t");
    RegistryAddress plain = RegistryAddress.parse("http://harbor.example", true);
    RegistryAddress secure = RegistryAddress.parse("https://harbor.example", true);
    RegistryAddress here = RegistryAddress.parse("http://127.0.0.1:5000", true);

    assertThat(plain.maySendPassword(tokens)).isTrue();
    assertThat(secure.maySendPassword(tokens)).isFalse();
    assertThat(here.maySendPassword(tokens)).isFalse();
    assertThat(here.maySendPassword(URI.create("http://localhost:1/t"))).isTrue();
    for (RegistryAddress address : List.of(plain, secure, here)) {
      assertThat(address.maySendPassword(URI.create("https://tokens.example/t"))).isTrue();
      assertThat(address.maySendPassword(URI.create("ftp://tokens.example/t"))).isFalse();
    }
  }

  @Test
  void credentials_in_the_url_are_refused_and_not_repeated() {
    assertThatThrownBy(() -> OciRegistry.at("https://me:hush@harbor.example", null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("separately")
        .hasMessageNotContaining("hush");
  }

  @Test
  void half_an_account_is_refused() {
    Secret password = Secret.of("hush");

    assertThatThrownBy(() -> OciRegistry.at("https://harbor.example", "me", null))
        .hasMessageContaining("both or neither");
    assertThatThrownBy(() -> OciRegistry.at("https://harbor.example", null, password))
        .hasMessageContaining("both or neither");
    assertThatThrownBy(() -> OciRegistry.at("https://harbor.example", " ", password))
        .hasMessageContaining("both or neither");
  }

  @Test
  void the_builder_gets_the_account_for_this_host_only() {
    try (OciRegistry open = OciRegistry.at("https://harbor.example/team", null, null);
        OciRegistry closed =
            OciRegistry.at("https://harbor.example/team", "robot$me", Secret.of("hush"))) {
      assertThat(open.logins()).isEmpty();
      assertThat(closed.logins())
          .singleElement()
          .satisfies(
              login -> {
                assertThat(login.host()).isEqualTo(closed.host());
                assertThat(login.username()).isEqualTo("robot$me");
                assertThat(login.password().reveal()).isEqualTo("hush");
              });
    }
  }
}
