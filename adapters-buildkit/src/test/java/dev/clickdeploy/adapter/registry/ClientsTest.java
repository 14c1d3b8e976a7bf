package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private static final RegistryHost HOST = new RegistryHost("registry.test");

  private final List<RegistryLogin> made = new ArrayList<>();
  private final OciRegistry registry = OciRegistry.at("http://localhost:1", null, null);
  private final Clients clients = new Clients(this::client);

  @AfterEach
  void close() {
    registry.close();
  }

  private RegistryClient client(RegistryLogin login) {
    made.add(login);
    return registry.clientOf(null);
  }

  private static RegistryLogin login(String username, String password) {
    return new RegistryLogin(HOST, username, Secret.of(password));
  }

  @Test
  void an_account_keeps_its_client_and_no_other_account_gets_it() {
    RegistryClient client = clients.of(login("a", "secret"));

    assertThat(clients.of(login("a", "secret"))).isSameAs(client);
    assertThat(clients.of(login("a", "other"))).isNotSameAs(client);
    assertThat(clients.of(login("as", "ecret"))).isNotSameAs(client);
    assertThat(
            clients.of(new RegistryLogin(new RegistryHost("other.test"), "a", Secret.of("secret"))))
        .isNotSameAs(client);
    assertThat(made).hasSize(4);
  }

  @Test
  void only_so_many_are_kept_and_those_that_are_used() {
    RegistryClient used = clients.of(login("used", "x"));
    for (int i = 0; i < 3 * Clients.MOST; i++) {
      clients.of(login("account " + i, "x"));
      assertThat(clients.of(login("used", "x"))).isSameAs(used);
    }
    assertThat(clients.size()).isEqualTo(Clients.MOST);
    assertThat(made).hasSize(3 * Clients.MOST + 1);
  }

  @Test
  void the_tokens_of_a_services_own_account_are_kept_for_its_next_call() {
    TokenService tokens =
        new TokenService("theirs", "hush", InstantSource.system(), asked -> new Reply(404, ""));
    try (StubRegistry stub = new StubRegistry(tokens::answer);
        OciRegistry own = OciRegistry.at(stub.url(), null, null)) {
      tokens.realm(stub.url() + "/service/token");
      ImageReference image = ImageReference.parse(stub.host() + "/a/b:t");
      RegistryLogin theirs = new RegistryLogin(own.host(), "theirs", Secret.of("hush"));

      for (int i = 0; i < 5; i++) {
        assertThat(own.manifest(image, theirs)).isEmpty();
        assertThat(own.images().tags(image, 5, null, theirs).tags()).isEmpty();
      }

      assertThat(stub.targets()).filteredOn(t -> t.startsWith("/service/")).hasSize(1);
      assertThat(stub.targets()).hasSize(12);
    }
  }

  @Test
  void many_accounts_share_one_set_of_connections_and_threads() {
    try (StubRegistry stub = new StubRegistry(asked -> new Reply(404, ""));
        OciRegistry own = OciRegistry.at(stub.url(), null, null)) {
      Set<Thread> before = clientThreads();
      ImageReference image = ImageReference.parse(stub.host() + "/a/b:t");

      for (int i = 0; i < 50; i++) {
        own.manifest(image, new RegistryLogin(own.host(), "account " + i, Secret.of("hush")));
      }

      assertThat(stub.asked()).hasSize(50);
      assertThat(before).containsAll(clientThreads());
    }
  }

  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .collect(Collectors.toSet());
  }
}
