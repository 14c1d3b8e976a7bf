package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MANIFEST =
      "{\"schemaVersion\":2,\"config\":{\"size\":7},\"layers\":[{\"size\":100},{\"size\":20}]}";

  @Test
  void digest_and_size_are_computed_from_what_was_received() {
    assertThat(manifest(new Reply(200, MANIFEST, "Content-Type", OCI + "; charset=utf-8")))
        .contains(new ImageManifest(digest(MANIFEST), OCI, 127));
  }

  @Test
  void an_index_has_the_size_of_its_manifests() {
    String index =
        "{\"mediaType\":\"" + OCI_INDEX + "\",\"manifests\":[{\"size\":5},{\"size\":6}]}";

    assertThat(manifest(new Reply(200, index)))
        .contains(new ImageManifest(digest(index), OCI_INDEX, 11));
  }

  @Test
  void all_four_types_are_asked_for_and_no_cookie_is_kept() {
    try (StubRegistry stub =
            new StubRegistry(
                asked -> new Reply(200, MANIFEST, "Content-Type", OCI, "Set-Cookie", "sid=1"));
        OciRegistry registry = OciRegistry.at(stub.url(), null, null)) {
      ImageReference reference = ImageReference.parse(stub.host() + "/a/b/c:t");
      registry.manifest(reference);
      registry.manifest(reference);

      assertThat(stub.targets()).containsOnly("/v2/a/b/c/manifests/t");
      assertThat(stub.asked())
          .allSatisfy(
              asked -> {
                assertThat(asked.accept())
                    .contains(OCI)
                    .contains(OCI_INDEX)
                    .contains("docker.distribution.manifest.v2+json")
                    .contains("docker.distribution.manifest.list.v2+json");
                assertThat(asked.cookie()).isNull();
                assertThat(asked.authorization()).isNull();
              });
    }
  }

  @Test
  void an_absent_manifest_is_absent() {
    assertThat(manifest(new Reply(404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}")))
        .isEmpty();
  }

  @Test
  void a_digest_that_does_not_fit_the_bytes_is_a_failure_of_the_registry() {
    String other = digest("other").value();
    Reply lie = new Reply(200, MANIFEST, "Content-Type", OCI, "Docker-Content-Digest", other);

    PortException failure = failureOf(lie);

    assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure).hasMessageContaining(other).hasMessageContaining(digest(MANIFEST).value());
    assertThat(
            manifest(
                new Reply(
                    200,
                    MANIFEST,
                    "Content-Type",
                    OCI,
                    "Docker-Content-Digest",
                    digest(MANIFEST).value())))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>sign in</html> | text/html | not JSON",
        "[] | application/json | not JSON",
        "{} | application/json | no image manifest",
        "{\"config\":{\"size\":1}} | " + OCI + " | incomplete",
        "{\"manifests\":7} | " + OCI_INDEX + " | incomplete",
        "{\"config\":{\"size\":-1},\"layers\":[]} | " + OCI + " | impossible sizes",
        "{\"config\":{\"size\":1.5},\"layers\":[]} | " + OCI + " | impossible sizes",
        "{\"config\":{\"size\":9223372036854775807},\"layers\":[{\"size\":1}]} | "
            + OCI
            + " | impossible sizes",
        "{\"mediaType\":\"" + OCI_INDEX + "\",\"manifests\":[]} | " + OCI + " | two types",
      })
  void what_is_no_manifest_is_a_failure_of_the_registry(String body, String type, String says) {
    PortException failure = failureOf(new Reply(200, body, "Content-Type", type));

    assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure).hasMessageContaining(says).hasMessageContaining("a/b:t");
  }

  @Test
  void a_manifest_that_is_too_long_is_not_read_to_its_end() {
    String longer = " ".repeat(RegistryRequest.LONGEST_MANIFEST) + MANIFEST;

    PortException failure = failureOf(new Reply(200, longer, "Content-Type", OCI));

    assertThat(failure.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure).hasMessageContaining("longer than 4194304 bytes");
  }

  @Test
  void a_reference_of_another_registry_is_not_asked_for() {
    try (OciRegistry registry = OciRegistry.at("http://localhost:1", null, null)) {
      assertThatThrownBy(() -> registry.manifest(ImageReference.parse("other.test/a:t")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Optional<ImageManifest> manifest(Reply reply) {
    try (StubRegistry stub = new StubRegistry(asked -> reply);
        OciRegistry registry = OciRegistry.at(stub.url(), null, null)) {
      return registry.manifest(ImageReference.parse(stub.host() + "/a/b:t"));
    }
  }

  private static PortException failureOf(Reply reply) {
    return assertThatThrownBy(() -> manifest(reply))
        .asInstanceOf(type(PortException.class))
        .actual();
  }

  private static ImageDigest digest(String text) {
    return ImageDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
