package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What registries must not be able to do to whoever looks at their images. */
class DetailsTest {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String CONFIG =
      "{\"os\":\"linux\",\"architecture\":\"amd64\",\"created\":\"2026-01-02T03:04:05Z\","
          + "\"config\":{\"Labels\":{\"a\":\"b\"}}}";

  private final Map<String, Reply> held = new ConcurrentHashMap<>();
  private final StubRegistry stub =
      new StubRegistry(
          asked ->
              held.getOrDefault(
                  asked.target().substring(asked.target().lastIndexOf('/') + 1),
                  new Reply(404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}")));
  private final OciRegistry registry = OciRegistry.at(stub.url(), null, null);

  @AfterEach
  void close() {
    registry.close();
    stub.close();
  }

  private static String digest(String content) {
    return ImageDigest.of(content.getBytes(StandardCharsets.UTF_8)).value();
  }

  /** Holds it under its digest. */
  private String hold(String content, String type) {
    held.put(digest(content), new Reply(200, content, "Content-Type", type));
    return digest(content);
  }

  private static String manifest(String config, long size) {
    return """
    {"schemaVersion":2,"mediaType":"%s",
     "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
     "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":9}]}
    """
        .formatted(MANIFEST, config, size, digest("layer"));
  }

  private static String index(String... descriptors) {
    return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
        .formatted(INDEX, String.join(",", descriptors));
  }

  private static String descriptor(String digest, String os, String architecture) {
    return """
    {"mediaType":"%s","digest":"%s","size":1,
     "platform":{"os":"%s","architecture":"%s"}}
    """
        .formatted(MANIFEST, digest, os, architecture);
  }

  private Optional<ImageDetails> details(String digest) {
    ImageReference reference = ImageReference.parse(stub.host() + "/a/b:t");
    return registry.images().details(new PushedImage(reference, ImageDigest.parse(digest)), null);
  }

  private void assertBroken(String digest, String says) {
    PortException thrown = catchThrowableOfType(PortException.class, () -> details(digest));
    assertThat(thrown).hasMessageContaining(says);
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
  }

  @Test
  void an_index_is_resolved_to_the_usual_platform_past_attestations() {
    String config = hold(CONFIG, "application/octet-stream");
    String image = hold(manifest(config, CONFIG.length()), MANIFEST);
    String other = hold(manifest(config, CONFIG.length() + 0L) + " ", MANIFEST);
    String attestation = descriptor(digest("attestation"), "unknown", "unknown");
    String top =
        hold(
            index(
                attestation,
                descriptor(other, "linux", "arm64"),
                descriptor(image, "linux", "amd64")),
            INDEX);

    ImageDetails details = details(top).orElseThrow();

    assertThat(details.image().value()).isEqualTo(image);
    assertThat(details.manifest().digest().value()).isEqualTo(top);
    assertThat(details.platform()).isEqualTo("linux/amd64");
    assertThat(details.labels()).containsEntry("a", "b");
    assertThat(stub.targets()).hasSize(3);
  }

  @Test
  void what_leads_nowhere_or_in_circles_is_told() {
    assertBroken(hold(index(), INDEX), "an index without an image");
    assertBroken(hold(index(descriptor(digest("gone"), "linux", "amd64")), INDEX), "is gone");
    String inner = hold(index(descriptor(digest("x"), "linux", "amd64")), INDEX);
    assertBroken(
        hold(index(descriptor(inner, "linux", "amd64")), INDEX), "an index within an index");
    assertBroken(hold(manifest(digest("no config"), 3), MANIFEST), "whose config is gone");
  }

  @Test
  void a_config_that_is_too_long_or_another_one_is_not_believed() {
    assertBroken(hold(manifest(digest("c"), 1L << 40), MANIFEST), "a config longer than");
    String config = digest(CONFIG);
    held.put(config, new Reply(200, CONFIG + " "));
    assertBroken(hold(manifest(config, 9), MANIFEST), "another config");
    String broken = hold("{\"os\":", "application/octet-stream");
    assertThat(
            catchThrowableOfType(
                PortException.class, () -> details(hold(manifest(broken, 6), MANIFEST))))
        .isNotNull();
  }

  /** Whatever a registry answers is told or refused in words of ours. */
  @Test
  void damaged_manifests_and_configs_never_end_in_anything_but_a_refusal() {
    Random random = new Random(7);
    int told = 0;
    for (int i = 0; i < 1_500; i++) {
      String config = hold(i % 2 == 0 ? CONFIG : damaged(CONFIG, random), "text/plain");
      String whole = manifest(config, 10);
      String top = hold(i % 2 == 0 ? damaged(whole, random) : whole, MANIFEST);
      try {
        told += details(top).isPresent() ? 1 : 0;
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
