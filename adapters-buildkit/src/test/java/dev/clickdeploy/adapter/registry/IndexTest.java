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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes that nobody would write, and what becomes of whoever reads them. */
class IndexTest {
  private final Shelf shelf = new Shelf();

  @AfterEach
  void close() {
    shelf.close();
  }

  private String image() {
    String config = shelf.hold(CONFIG, "application/octet-stream");
    return shelf.hold(manifest(config, CONFIG.length()), MANIFEST);
  }

  private PortException refused(String digest) {
    PortException thrown = catchThrowableOfType(PortException.class, () -> shelf.details(digest));
    assertThat(thrown).isNotNull();
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    return thrown;
  }

  /** No honest registry can have one: its digest would have to be known before its text. */
  @Test
  void an_index_that_names_itself_is_asked_for_no_more_than_once_again() {
    String self = digest("itself");
    shelf.holdAs(self, index(descriptor(self, "linux", "amd64")), INDEX);

    assertThat(refused(self)).hasMessageContaining("with the manifest sha256:");
    assertThat(shelf.stub.targets()).hasSize(1);
  }

  @Test
  void two_indexes_that_name_each_other_are_left_at_the_second() {
    String second = digest("second");
    String first = shelf.hold(index(descriptor(second, "linux", "amd64")), INDEX);
    shelf.holdAs(second, index(descriptor(first, "linux", "amd64")), INDEX);

    assertThat(refused(first)).hasMessageContaining("with the manifest sha256:");
    assertThat(shelf.stub.targets()).hasSize(2);
  }

  @Test
  void a_tower_of_indexes_is_not_climbed() {
    String top = image();
    for (int i = 0; i < 20; i++) {
      top = shelf.hold(index(descriptor(top, "linux", "amd64")), INDEX);
    }

    assertThat(refused(top)).hasMessageContaining("an index within an index");
    assertThat(shelf.stub.targets()).hasSize(2);
  }

  @Test
  void a_child_of_another_digest_is_not_taken_for_the_one_that_was_named() {
    String named = digest("named");
    shelf.holdAs(named, manifest(digest(CONFIG), 3), MANIFEST);

    assertThat(refused(shelf.hold(index(descriptor(named, "linux", "amd64")), INDEX)))
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "application/json", "application/vnd.oci.image.config.v1+json"})
  void a_child_of_another_media_type_is_no_image(String type) {
    String child = shelf.hold("{\"config\":{},\"layers\":[]}", type);

    assertThat(refused(shelf.hold(index(descriptor(child, "linux", "amd64")), INDEX)))
        .hasMessageContaining("no image manifest");
  }

  @Test
  void an_index_by_the_name_of_a_manifest_is_neither() {
    String text = index(descriptor(image(), "linux", "amd64"));

    assertThat(refused(shelf.hold(text, MANIFEST))).hasMessageContaining("two types");
    String untold = text.replace("\"mediaType\":\"" + INDEX + "\",", "");
    assertThat(refused(shelf.hold(untold, MANIFEST))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "null",
        "\"x\"",
        "[]",
        "{\"digest\":\"sha256:00\",\"size\":1}",
        "{\"digest\":7,\"size\":1}",
        "{\"digest\":\"../../v2/other/manifests/latest\",\"size\":1}",
        "{\"digest\":{\"a\":1},\"size\":1,\"platform\":[1],\"annotations\":7}",
      })
  void a_child_that_is_none_is_refused_before_it_is_asked_for(String child) {
    refused(shelf.hold(index(child), INDEX));

    assertThat(shelf.stub.targets()).hasSize(1);
  }

  @Test
  void thousands_of_platforms_are_looked_through_for_the_usual_one() {
    List<String> children = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      children.add(descriptor(digest("child " + i), "linux", "arch" + i));
    }
    children.add(descriptor(image(), "linux", "amd64"));
    String top = shelf.hold(index(children.toArray(String[]::new)), INDEX);

    ImageDetails details = shelf.details(top).orElseThrow();

    assertThat(details.platform()).isEqualTo("linux/amd64");
    assertThat(shelf.stub.targets()).hasSize(3);
  }

  @Test
  void an_index_that_is_too_long_or_of_too_many_parts_is_given_up() {
    String many = "{},".repeat(1_000_000);
    String parts = shelf.hold(index(many + "{}"), INDEX);
    String deep = shelf.hold(index("[".repeat(5_000) + "]".repeat(5_000)), INDEX);
    String size = shelf.hold(index(many + many + "{}"), INDEX);

    assertThat(refused(parts)).hasMessageContaining("too many parts");
    assertThat(refused(deep)).hasMessageContaining("too many parts");
    assertThat(refused(size)).hasMessageContaining("longer than 4194304 bytes");
  }

  /** Whatever is cut out of an index or put into it is told or refused in words of ours. */
  @Test
  void damaged_indexes_never_end_in_anything_but_a_refusal() {
    Random random = new Random(5);
    String whole =
        index(
            descriptor(digest("attestation"), "unknown", "unknown"),
            descriptor(image(), "linux", "amd64"),
            descriptor(digest("other"), "linux", "arm64"));
    int told = 0;
    for (int i = 0; i < 1_500; i++) {
      String top = shelf.hold(damaged(whole, random), INDEX);
      try {
        told += shelf.details(top).isPresent() ? 1 : 0;
      } catch (PortException e) {
        assertThat(e.failure().type()).isEqualTo(FailureClass.REGISTRY);
      }
    }
    assertThat(told).isBetween(1, 1_499);
  }

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length());
    int to = at + random.nextInt(text.length() - at);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + (char) (32 + random.nextInt(94)) + text.substring(at + 1);
      case 2 -> text.substring(0, to) + text.substring(at);
      default -> text.substring(0, at) + text.substring(to);
    };
  }
}
