package dev.clickdeploy.adapter.registry.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.registry.HandPush;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.contract.ImageCatalogContract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images of the stand-in for Harbor. */
class HarborCatalogIT extends ImageCatalogContract {
  private Harbors harbors;
  private HarborRegistry registry;

  @BeforeEach
  void open() throws Exception {
    harbors = new Harbors();
    registry = harbors.registry();
  }

  @AfterEach
  void close() throws Exception {
    harbors.close();
  }

  @Override
  protected ImageRegistry registry() {
    return registry;
  }

  @Override
  protected ImageReference place(String tag) {
    return harbors.place(tag);
  }

  @Override
  protected ImageManifest push(ImageReference reference, String content) throws Exception {
    return harbors.pushed(reference, content);
  }

  @Test
  void one_tag_is_taken_away_and_the_image_stays_with_its_others() throws Exception {
    PushedImage image = harbors.image("one");
    registry.images().tag(image, "two", null);

    assertThat(registry.images().deleteTag(place("one"), null)).isTrue();

    assertThat(registry.manifest(place("one"))).isEmpty();
    assertThat(registry.manifest(place("two"))).isPresent();
    assertThat(registry.images().deleteTag(place("one"), null)).isFalse();
    assertThat(registry.images().deleteTag(place("two"), null)).isTrue();
    assertThat(registry.manifest(image)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "team/web", "team/tools/web"})
  void slashes_in_a_repository_reach_harbor(String repository) throws Exception {
    ImageReference place = new ImageReference(registry.host(), "registry-it/" + repository, "one");
    ImageDigest digest;
    try (HandPush push = harbors.pushTo("registry-it/" + repository)) {
      digest = ImageDigest.of(push.image("one", "content"));
    }

    assertThat(registry.images().deleteTag(place, null)).isTrue();
    assertThat(registry.images().delete(new PushedImage(place, digest), null)).isTrue();
    assertThat(registry.images().delete(new PushedImage(place, digest), null)).isFalse();
  }

  @Test
  void an_immutable_tag_is_neither_moved_nor_taken_away_nor_its_image_deleted() throws Exception {
    PushedImage one = harbors.image("v1");
    PushedImage two = harbors.image("v2");
    harbors.standIn.immutable("registry-it", "v1");

    for (Runnable change :
        new Runnable[] {
          () -> registry.images().tag(two, "v1", null),
          () -> registry.images().deleteTag(place("v1"), null),
          () -> registry.images().delete(one, null)
        }) {
      PortException thrown = catchThrowableOfType(PortException.class, change::run);
      assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
      assertThat(thrown.failure().mend()).contains("immutable");
    }
    assertThat(registry.manifest(place("v1")).orElseThrow().digest()).isEqualTo(one.digest());
  }

  @Test
  void the_image_of_an_index_cannot_be_deleted_alone_and_goes_with_it() throws Exception {
    byte[] child = harbors.push.image("child", "layer");
    byte[] index = harbors.push.index("all", child);
    registry.images().deleteTag(place("child"), null);
    PushedImage inner = new PushedImage(place("child"), ImageDigest.of(child));

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.images().delete(inner, null));

    assertThat(thrown.failure().mend()).contains("index");
    assertThat(registry.images().delete(new PushedImage(place("all"), ImageDigest.of(index)), null))
        .isTrue();
    assertThat(registry.manifest(inner)).isEmpty();
  }

  @Test
  void a_robot_without_the_right_to_delete_is_told_so() throws Exception {
    PushedImage image = harbors.image("one");
    RegistryLogin robot =
        harbors.standIn.robot("registry-it", "ci", 1, "repository:pull", "repository:push");

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.images().delete(image, robot));

    assertThat(thrown).hasMessageContaining("403");
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(registry.manifest(image)).isPresent();
  }

  @Test
  void a_robot_moves_a_tag_by_its_rights_to_pull_and_push_alone() throws Exception {
    PushedImage one = harbors.image("one");
    harbors.image("two");
    RegistryLogin robot =
        harbors.standIn.robot("registry-it", "ci", 1, "repository:pull", "repository:push");

    assertThat(registry.images().tag(one, "two", robot)).isTrue();

    assertThat(registry.manifest(place("two")).orElseThrow().digest()).isEqualTo(one.digest());
  }

  @Test
  void read_only_mode_is_named() throws Exception {
    PushedImage image = harbors.image("one");
    harbors.standIn.readOnly(true);

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.images().tag(image, "two", null));

    assertThat(thrown.failure().mend()).contains("read-only");
  }

  @Test
  void a_quota_that_is_used_up_is_named() throws Exception {
    PushedImage image = harbors.image("one");
    harbors.standIn.quota("registry-it", 1);

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.images().tag(image, "two", null));

    assertThat(thrown.failure().mend()).contains("quota");
    assertThat(thrown.failure().toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(900);
  }
}
