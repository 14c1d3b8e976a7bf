package dev.clickdeploy.model.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.Materials;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.out.fake.SettableClock;
import org.junit.jupiter.api.Test;

/** A service and what its image is made of. */
class CurrentImageTest {
  private static final ImageDigest DIGEST = ImageDigest.of(new byte[] {1});
  private static final Materials MATERIALS = new Materials("a".repeat(40), DIGEST, DIGEST);
  private static final PushedImage IMAGE =
      new PushedImage(ImageReference.parse("registry.test/a/b:1"), DIGEST);

  private final SettableClock clock = new SettableClock();
  private final Service fresh =
      new Service(
          ServiceId.next(clock),
          OrganizationId.next(clock),
          ProjectId.next(clock),
          new Name("web"),
          new RepositoryUrl("https://h.test/a/b"),
          new GitRef("main"),
          RootDirectory.REPOSITORY,
          BuildSettings.DETECT,
          null,
          clock.instant());

  @Test
  void what_its_owner_changes_leaves_the_image_and_what_it_is_made_of() {
    Service deployed = fresh.with(IMAGE, MATERIALS);

    assertThat(deployed.with(fresh.spec())).isEqualTo(deployed);
    assertThat(deployed.image()).contains(IMAGE);
    assertThat(deployed.materials()).isEqualTo(MATERIALS);
    assertThat(deployed.with(IMAGE, null).materials()).isNull();
  }

  @Test
  void without_an_image_there_is_nothing_that_it_is_made_of() {
    assertThatThrownBy(
            () ->
                new Service(
                    fresh.id(),
                    fresh.organization(),
                    fresh.project(),
                    fresh.name(),
                    fresh.repository(),
                    fresh.branch(),
                    fresh.root(),
                    fresh.settings(),
                    fresh.pushes(),
                    null,
                    MATERIALS,
                    fresh.createdAt()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
