package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.adapter.registry.TokenService.Manner;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts whose password is right and whose rights are not. */
class MissingRightsTest {
  private static final String MANIFEST =
      "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"size\":1},\"layers\":[]}";
  private static final ImageDigest DIGEST =
      ImageDigest.of(MANIFEST.getBytes(StandardCharsets.UTF_8));

  private final TokenService tokens =
      new TokenService(
          "robot$me", "hush", InstantSource.system(), asked -> new Reply(200, MANIFEST));
  private final StubRegistry stub = new StubRegistry(tokens::answer);
  private final OciRegistry registry = OciRegistry.at(stub.url(), "robot$me", Secret.of("hush"));
  private final PushedImage image =
      new PushedImage(ImageReference.parse(stub.host() + "/a/b:t"), DIGEST);

  @BeforeEach
  void point_to_tokens() {
    tokens.realm(stub.url() + "/service/token");
  }

  @AfterEach
  void close() {
    registry.close();
    stub.close();
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void a_right_that_is_missing_is_named(Manner manner) {
    tokens.manner(manner);
    tokens.rights((repository, action) -> action.equals("pull"));

    assertThat(registry.manifest(image)).isPresent();
    PortException tag = refused(() -> registry.images().tag(image, "two", null));
    PortException delete = refused(() -> registry.images().delete(image, null));

    assertThat(tag)
        .hasMessageContaining("UNAUTHORIZED")
        .hasMessageEndingWith("its token service allows to pull in a/b, and push is missing");
    assertThat(tag.failure().mend()).contains("robot$me").contains("pull and push in a/b");
    assertThat(delete)
        .hasMessageEndingWith(
            "its token service allows to do nothing in a/b, and delete is missing");
    assertThat(delete.failure().mend()).contains("to delete in a/b");
  }

  /** Harbor gives such a token for a project that is not there, too. */
  @Test
  void a_token_that_opens_nothing_says_so() {
    tokens.rights((repository, action) -> false);

    PortException failure = refused(() -> registry.manifest(image));

    assertThat(failure)
        .hasMessageEndingWith("its token service allows to do nothing in a/b, and pull is missing");
    assertThat(failure.failure().mend()).contains("where the project is not there");
    assertThat(failure.toString() + failure.failure()).doesNotContain("hush");
  }

  @Test
  void a_token_that_tells_nothing_is_not_guessed_at() {
    tokens.opaque();
    tokens.rights((repository, action) -> false);

    assertThat(refused(() -> registry.manifest(image)))
        .hasMessageEndingWith("it does not accept its token service's token to pull in a/b");
  }

  @Test
  void a_token_that_allows_it_and_is_refused_is_told_apart() {
    try (StubRegistry strange =
            new StubRegistry(
                asked ->
                    asked.authorization() != null && asked.target().startsWith("/v2/")
                        ? new Reply(401, "")
                        : tokens.answer(asked));
        OciRegistry other = OciRegistry.at(strange.url(), "robot$me", Secret.of("hush"))) {
      PushedImage there =
          new PushedImage(ImageReference.parse(strange.host() + "/a/b:t"), image.digest());

      assertThat(refused(() -> other.manifest(there))).hasMessageContaining("although that allows");
    }
  }

  @Test
  void an_anonymous_client_is_told_what_an_account_would_be_for() {
    try (OciRegistry anonymous = OciRegistry.at(stub.url(), null, null)) {
      PortException failure = refused(() -> anonymous.manifest(image));

      assertThat(failure).hasMessageContaining("pull is missing");
      assertThat(failure.failure().mend()).startsWith("the registry wants an account: set");
    }
  }

  @Test
  void a_right_that_is_given_later_is_found() {
    tokens.rights((repository, action) -> false);
    refused(() -> registry.manifest(image));

    tokens.rights((repository, action) -> true);

    int before = stub.asked().size();
    assertThat(registry.manifest(image)).isPresent();
    assertThat(stub.asked()).hasSize(before + 3);
  }

  private static PortException refused(ThrowingCallable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call);
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    return thrown;
  }
}
