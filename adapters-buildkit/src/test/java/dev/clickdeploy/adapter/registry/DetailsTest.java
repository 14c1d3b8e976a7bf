package dev.clickdeploy.adapter.registry;

import static dev.clickdeploy.adapter.registry.Shelf.CONFIG;
import static dev.clickdeploy.adapter.registry.Shelf.INDEX;
import static dev.clickdeploy.adapter.registry.Shelf.MANIFEST;
import static dev.clickdeploy.adapter.registry.Shelf.descriptor;
import static dev.clickdeploy.adapter.registry.Shelf.digest;
import static dev.clickdeploy.adapter.registry.Shelf.index;
import static dev.clickdeploy.adapter.registry.Shelf.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.port.out.PortException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What registries must not be able to do to whoever looks at their images. */
class DetailsTest {
  private final Shelf shelf = new Shelf();

  @AfterEach
  void close() {
    shelf.close();
  }

  private void assertBroken(String digest, String says) {
    PortException thrown = catchThrowableOfType(PortException.class, () -> shelf.details(digest));
    assertThat(thrown).hasMessageContaining(says);
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
  }

  @Test
  void an_index_is_resolved_to_the_usual_platform_past_attestations() {
    String config = shelf.hold(CONFIG, "application/octet-stream");
    String image = shelf.hold(manifest(config, CONFIG.length()), MANIFEST);
    String other = shelf.hold(manifest(config, CONFIG.length() + 0L) + " ", MANIFEST);
    String attestation = descriptor(digest("attestation"), "unknown", "unknown");
    String top =
        shelf.hold(
            index(
                attestation,
                descriptor(other, "linux", "arm64"),
                descriptor(image, "linux", "amd64")),
            INDEX);

    ImageDetails details = shelf.details(top).orElseThrow();

    assertThat(details.image().value()).isEqualTo(image);
    assertThat(details.manifest().digest().value()).isEqualTo(top);
    assertThat(details.platform()).isEqualTo("linux/amd64");
    assertThat(details.labels()).containsEntry("a", "b");
    assertThat(shelf.stub.targets()).hasSize(3);
  }

  @Test
  void what_leads_nowhere_or_in_circles_is_told() {
    assertBroken(shelf.hold(index(), INDEX), "an index without an image");
    assertBroken(shelf.hold(index(descriptor(digest("gone"), "linux", "amd64")), INDEX), "is gone");
    String inner = shelf.hold(index(descriptor(digest("x"), "linux", "amd64")), INDEX);
    assertBroken(
        shelf.hold(index(descriptor(inner, "linux", "amd64")), INDEX), "an index within an index");
    assertBroken(shelf.hold(manifest(digest("no config"), 3), MANIFEST), "whose config is gone");
  }

  @Test
  void a_config_that_is_too_long_or_another_one_is_not_believed() {
    assertBroken(shelf.hold(manifest(digest("c"), 1L << 40), MANIFEST), "a config longer than");
    String config = shelf.holdAs(digest(CONFIG), CONFIG + " ", "text/plain");
    assertBroken(shelf.hold(manifest(config, 9), MANIFEST), "another config");
    String broken = shelf.hold("{\"os\":", "application/octet-stream");
    assertThat(
            catchThrowableOfType(
                PortException.class,
                () -> shelf.details(shelf.hold(manifest(broken, 6), MANIFEST))))
        .isNotNull();
  }

  /** Whatever a registry answers is told or refused in words of ours. */
  @Test
  void damaged_manifests_and_configs_never_end_in_anything_but_a_refusal() {
    Random random = new Random(7);
    int told = 0;
    for (int i = 0; i < 1_500; i++) {
      String config = shelf.hold(i % 2 == 0 ? CONFIG : damaged(CONFIG, random), "text/plain");
      String whole = manifest(config, 10);
      String top = shelf.hold(i % 2 == 0 ? damaged(whole, random) : whole, MANIFEST);
      try {
        told += shelf.details(top).isPresent() ? 1 : 0;
      } catch (PortException e) {
        assertThat(e.failure().type()).isIn(FailureClass.REGISTRY, FailureClass.INFRASTRUCTURE);
      }
    }
    assertThat(told).isBetween(1, 1_499);
  }

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length());
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + (char) (32 + random.nextInt(94)) + text.substring(at + 1);
      default -> {
        int to = at + random.nextInt(text.length() - at);
        yield text.substring(0, at) + text.substring(to);
      }
    };
  }
}
