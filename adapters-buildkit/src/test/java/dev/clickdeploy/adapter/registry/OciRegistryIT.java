package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.PortException;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Against real registries: an open one, one with a password, one behind a token service. */
class OciRegistryIT {
  @Test
  void what_was_pushed_is_read_back_with_its_digest_and_size() throws Exception {
    try (HandPush push = new HandPush(RealRegistries.open(), null);
        OciRegistry registry = open()) {
      byte[] manifest = push.image("one", "a layer");

      assertThat(registry.manifest(ImageReference.parse(push.reference("one"))))
          .contains(
              new ImageManifest(
                  ImageDigest.of(manifest), HandPush.MANIFEST, 2 + "a layer".length()));
      assertThat(registry.logins()).isEmpty();
      assertThatCode(registry::check).doesNotThrowAnyException();
    }
  }

  @Test
  void an_index_is_read_as_one() throws Exception {
    try (HandPush push = new HandPush(RealRegistries.open(), null);
        OciRegistry registry = open()) {
      byte[] manifest = push.image("child", "a layer");
      byte[] index = push.index("all", manifest);

      assertThat(registry.manifest(ImageReference.parse(push.reference("all"))))
          .contains(new ImageManifest(ImageDigest.of(index), HandPush.INDEX, manifest.length));
    }
  }

  @Test
  void what_was_never_pushed_is_absent() throws Exception {
    try (HandPush push = new HandPush(RealRegistries.open(), null);
        OciRegistry registry = open()) {
      assertThat(registry.manifest(ImageReference.parse(push.reference("one")))).isEmpty();
      push.image("one", "a layer");
      assertThat(registry.manifest(ImageReference.parse(push.reference("two")))).isEmpty();
    }
  }

  @Test
  void a_registry_with_a_password_opens_to_its_account() throws Exception {
    String basic =
        new Account(RealRegistries.username(), Secret.of(RealRegistries.password())).basic();
    try (HandPush push = new HandPush(RealRegistries.guarded(), basic);
        OciRegistry registry = guarded(RealRegistries.password())) {
      byte[] manifest = push.image("one", "a layer");

      assertThatCode(registry::check).doesNotThrowAnyException();
      assertThat(registry.manifest(ImageReference.parse(push.reference("one"))))
          .map(ImageManifest::digest)
          .contains(ImageDigest.of(manifest));
      assertThat(registry.manifest(ImageReference.parse(push.reference("two")))).isEmpty();
    }
  }

  @Test
  void a_wrong_password_is_a_failure_of_the_registry_that_names_the_settings() {
    try (OciRegistry registry = guarded("a-wrong-password")) {
      PortException failure = failure(registry::check);

      assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
      assertThat(failure).hasMessageContaining(RealRegistries.guarded());
      assertThat(failure.failure().mend()).contains("REGISTRY_USERNAME", "REGISTRY_PASSWORD");
      assertThat(failure.toString() + failure.failure()).doesNotContain("a-wrong-password");
    }
  }

  @Test
  void a_missing_account_is_asked_for() {
    try (OciRegistry registry = OciRegistry.at("http://" + RealRegistries.guarded(), null, null)) {
      assertThat(failure(registry::check).failure().mend())
          .startsWith("the registry wants an account: set REGISTRY_USERNAME");
    }
  }

  @Test
  void a_token_service_in_front_of_a_registry_is_satisfied() throws Exception {
    try (HandPush push = new HandPush(RealRegistries.open(), null);
        ForwardingRegistry real = new ForwardingRegistry(RealRegistries.open())) {
      TokenService tokens =
          new TokenService("builder", "hush", InstantSource.system(), real::answer);
      try (StubRegistry front = new StubRegistry(tokens::answer);
          OciRegistry registry = OciRegistry.at(front.url(), "builder", Secret.of("hush"))) {
        tokens.realm(front.url() + "/service/token");
        byte[] manifest = push.image("one", "a layer");
        ImageReference reference =
            ImageReference.parse(front.host() + "/" + push.repository + ":one");

        assertThatCode(registry::check).doesNotThrowAnyException();
        assertThat(registry.manifest(reference))
            .map(ImageManifest::digest)
            .contains(ImageDigest.of(manifest));
        assertThat(registry.manifest(reference.withTag("two"))).isEmpty();
      }
    }
  }

  @Test
  void https_to_a_registry_without_it_is_told_apart_from_an_unreachable_one() {
    try (OciRegistry registry = OciRegistry.at("https://" + RealRegistries.open(), null, null)) {
      PortException failure = failure(registry::check);

      assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
      assertThat(failure).hasMessageContaining("cannot be trusted");
    }
  }

  private static OciRegistry open() {
    return OciRegistry.at("http://" + RealRegistries.open(), null, null);
  }

  private static OciRegistry guarded(String password) {
    return OciRegistry.at(
        "http://" + RealRegistries.guarded(), RealRegistries.username(), Secret.of(password));
  }

  private static PortException failure(ThrowingCallable call) {
    return assertThatThrownBy(call).asInstanceOf(type(PortException.class)).actual();
  }
}
