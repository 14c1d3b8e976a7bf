package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.contract.ImageCatalogContract;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalog of the registry that wants an account. */
class ImageCatalogIT extends ImageCatalogContract {
  private HandPush push;
  private OciRegistry registry;

  @BeforeEach
  void open() {
    Secret password = Secret.of(RealRegistries.password());
    push =
        new HandPush(
            RealRegistries.guarded(), new Account(RealRegistries.username(), password).basic());
    registry =
        OciRegistry.at("http://" + RealRegistries.guarded(), RealRegistries.username(), password);
  }

  @AfterEach
  void close() {
    push.close();
    registry.close();
  }

  @Override
  protected ImageRegistry registry() {
    return registry;
  }

  @Override
  protected ImageReference place(String tag) {
    return ImageReference.parse(push.reference(tag));
  }

  @Override
  protected ImageManifest push(ImageReference reference, String content) throws Exception {
    byte[] manifest = push.image(reference.tag(), content);
    return new ImageManifest(ImageDigest.of(manifest), HandPush.MANIFEST, 2 + content.length());
  }

  @Test
  void what_the_config_says_is_told_of_an_index_too() throws Exception {
    byte[] manifest =
        push.image(
            "plain",
            "layer",
            """
            {"os":"linux","architecture":"arm64","variant":"v8","created":"2026-01-02T03:04:05Z",
             "config":{"Labels":{"org.example.note":"hello"}}}
            """);
    byte[] index = push.index("all", manifest);

    ImageDetails details =
        registry
            .images()
            .details(new PushedImage(place("all"), ImageDigest.of(index)), null)
            .orElseThrow();

    assertThat(details.manifest().mediaType()).isEqualTo(HandPush.INDEX);
    assertThat(details.image()).isEqualTo(ImageDigest.of(manifest));
    assertThat(details.platform()).isEqualTo("linux/arm64/v8");
    assertThat(details.created()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(details.labels()).isEqualTo(Map.of("org.example.note", "hello"));
    assertThat(details.layers())
        .singleElement()
        .satisfies(layer -> assertThat(layer.size()).isEqualTo("layer".length()));
  }

  /** Docker's registry cannot do it: what it says is told, and nothing is lost. */
  @Test
  void a_registry_that_cannot_take_one_tag_away_says_so() throws Exception {
    ImageReference place = place("one");
    push(place, "content");

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.images().deleteTag(place, null));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(thrown.failure().mend()).contains("single tag");
    assertThat(registry.manifest(place)).isPresent();
  }

  @Test
  void an_account_that_is_not_known_is_told_so() {
    try (OciRegistry other =
        OciRegistry.at(
            "http://" + RealRegistries.guarded(), "nobody", Secret.of("wr0ng-password"))) {
      PushedImage image = new PushedImage(place("one"), ImageDigest.of(new byte[] {1}));

      PortException thrown =
          catchThrowableOfType(PortException.class, () -> other.images().delete(image, null));

      assertThat(thrown.failure().mend()).contains("REGISTRY_USERNAME");
      assertThat(thrown).hasMessageNotContaining("wr0ng-password");
    }
  }
}
