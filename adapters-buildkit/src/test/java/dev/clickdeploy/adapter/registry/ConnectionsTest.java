package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.buildkit.TestAuthority;
import dev.clickdeploy.adapter.registry.RudeServer.Act;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.adapter.registry.http.Retries;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that end before their answer does. */
class ConnectionsTest {
  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String MANIFEST = "{\"config\":{\"size\":1},\"layers\":[]}";
  private static final ImageDigest DIGEST =
      ImageDigest.of(MANIFEST.getBytes(StandardCharsets.UTF_8));

  private final List<Duration> waits = new ArrayList<>();

  private void with(BiConsumer<OciRegistry, RudeServer> test, Act... acts) {
    try (RudeServer server = new RudeServer(TYPE, MANIFEST, acts);
        OciRegistry registry =
            new OciRegistry(
                RegistryAddress.parse("http://" + server.host()),
                null,
                InstantSource.system(),
                waits::add)) {
      test.accept(registry, server);
    }
  }

  private static PushedImage image(RudeServer server) {
    return new PushedImage(ImageReference.parse(server.host() + "/a/b:t"), DIGEST);
  }

  private static PortException failure(Runnable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call::run);
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    return thrown;
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSE", "RESET", "HALF_HEADERS", "HALF_BODY"})
  void what_only_looks_is_asked_again_on_a_new_connection(Act act) {
    with(
        (registry, server) -> {
          assertThat(registry.manifest(image(server))).isPresent();
          assertThat(server.asked()).containsExactly(get(), get(), get());
          // the JDK's client asks once more by itself where it has heard nothing at all
          assertThat(waits)
              .hasSizeBetween(1, 2)
              .isSubsetOf(Duration.ofMillis(250), Duration.ofMillis(500));
        },
        act,
        act,
        Act.ANSWER);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSE", "RESET", "HALF_HEADERS", "HALF_BODY"})
  void the_same_goes_for_encrypted_connections(Act act) throws Exception {
    TestAuthority authority = new TestAuthority();
    ServerSocketFactory sockets = authority.server().getServerSocketFactory();
    RegistryTrust trust = RegistryTrust.of(authority.pem(), false);
    for (boolean safe : new boolean[] {true, false}) {
      try (RudeServer server = new RudeServer(sockets, TYPE, MANIFEST, act, Act.ANSWER);
          OciRegistry registry =
              new OciRegistry(
                  RegistryAddress.parse("https://" + server.host()),
                  null,
                  trust,
                  InstantSource.system(),
                  waits::add)) {
        if (safe) {
          assertThat(registry.manifest(image(server))).isPresent();
          assertThat(server.asked()).containsExactly(get(), get());
        } else {
          failure(() -> registry.images().delete(image(server), null));
          assertThat(server.asked()).hasSize(1);
        }
      }
    }
  }

  private static String get() {
    return "GET /v2/a/b/manifests/" + DIGEST + " 0";
  }

  @Test
  void it_is_not_asked_for_ever() {
    with(
        (registry, server) -> {
          PortException failure = failure(() -> registry.manifest(image(server)));

          assertThat(failure).hasMessageContaining("cannot be reached");
          assertThat(failure.isRetryable()).isTrue();
          assertThat(waits).hasSize(Retries.ATTEMPTS - 1);
        },
        Act.RESET);
  }

  /** The registry may have done it: what follows is for whoever knows what it was for. */
  @ParameterizedTest
  @EnumSource(names = {"CLOSE", "RESET", "HALF_HEADERS", "HALF_BODY"})
  void what_changes_something_is_sent_once(Act act) {
    with(
        (registry, server) -> {
          failure(() -> registry.images().tag(image(server), "two", null));
          assertThat(server.asked())
              .containsExactly(get(), "PUT /v2/a/b/manifests/two " + MANIFEST.length());
        },
        Act.ANSWER,
        act,
        Act.ANSWER);
    with(
        (registry, server) -> {
          failure(() -> registry.images().delete(image(server), null));
          assertThat(server.asked()).containsExactly("DELETE /v2/a/b/manifests/" + DIGEST + " 0");
        },
        act,
        Act.ANSWER);
    assertThat(waits).isEmpty();
  }

  @Test
  void a_busy_registry_is_left_alone_for_as_long_as_it_asks() {
    with(
        (registry, server) -> {
          assertThat(registry.manifest(image(server))).isPresent();
          assertThat(waits).containsExactly(Duration.ofSeconds(25));
          assertThat(server.asked()).hasSize(2);
        },
        Act.BUSY,
        Act.ANSWER);
  }

  @Test
  void what_changes_something_is_not_sent_again_to_a_busy_registry_but_its_wish_is_told() {
    with(
        (registry, server) -> {
          PortException failure = failure(() -> registry.images().delete(image(server), null));

          assertThat(failure.failure().mend()).contains("Retry-After: 25");
          assertThat(server.asked()).hasSize(1);
        },
        Act.BUSY,
        Act.ANSWER);
  }
}
