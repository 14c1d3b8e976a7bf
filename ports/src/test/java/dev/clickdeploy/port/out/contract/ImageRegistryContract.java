package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ImageRegistry} promises. */
public abstract class ImageRegistryContract {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Name ORGANIZATION = new Name("Acme");
  private static final Name PROJECT = new Name("Shop");

  /** What is under test; it answers and accepts its credentials. */
  protected abstract ImageRegistry registry();

  /** One that nobody can reach. */
  protected abstract ImageRegistry unreachable();

  /** Somewhere in the registry under test where nobody else pushes. */
  protected abstract ImageReference place(String tag);

  /** Pushes an image with this content by other means, and says what is there then. */
  protected abstract ImageManifest push(ImageReference reference, String content) throws Exception;

  private static Service service(String name) {
    return new Service(
        ServiceId.next(CLOCK),
        OrganizationId.next(CLOCK),
        ProjectId.next(CLOCK),
        new Name(name),
        new RepositoryUrl("https://git.test/acme/web"),
        new GitRef("main"),
        RootDirectory.REPOSITORY,
        BuildSettings.DETECT,
        null,
        Instant.EPOCH);
  }

  @Test
  void what_was_pushed_is_read_back_with_its_digest() throws Exception {
    ImageReference one = place("one");
    ImageReference two = place("two");
    ImageManifest first = push(one, "first");
    ImageManifest second = push(two, "second");

    assertThat(registry().manifest(one)).contains(first);
    assertThat(registry().manifest(two)).contains(second);
    assertThat(first.digest()).isNotEqualTo(second.digest());
  }

  @Test
  void what_was_never_pushed_is_absent() throws Exception {
    ImageReference there = place("there");

    assertThat(registry().manifest(there)).isEmpty();
    push(there, "content");
    assertThat(registry().manifest(there.withTag("missing"))).isEmpty();
  }

  @Test
  void a_tag_names_what_was_pushed_last() throws Exception {
    ImageReference moving = place("moving");
    push(moving, "first");
    ImageManifest second = push(moving, "second");

    assertThat(registry().manifest(moving)).contains(second);
  }

  @Test
  void an_image_is_found_by_its_digest_although_its_tag_names_another() throws Exception {
    ImageReference moving = place("moving");
    ImageManifest first = push(moving, "first");
    ImageManifest second = push(moving, "second");

    assertThat(registry().manifest(new PushedImage(moving, first.digest()))).contains(first);
    assertThat(registry().manifest(new PushedImage(moving, second.digest()))).contains(second);
    ImageDigest never = ImageDigest.of(new byte[] {7});
    assertThat(registry().manifest(new PushedImage(moving, never))).isEmpty();
  }

  @Test
  void a_services_place_is_always_the_same() {
    Service service = service("Web");
    ImageReference reference = registry().reference(ORGANIZATION, PROJECT, service, "v1");

    assertThat(registry().reference(ORGANIZATION, PROJECT, service, "v1")).isEqualTo(reference);
    assertThat(registry().reference(ORGANIZATION, PROJECT, service, "v2"))
        .isEqualTo(reference.withTag("v2"));
    assertThat(reference.host()).isEqualTo(place("any").host());
  }

  @Test
  void two_services_never_share_a_place_whatever_their_names() {
    assertThat(registry().reference(ORGANIZATION, PROJECT, service("Web"), "v1").repository())
        .isNotEqualTo(
            registry().reference(ORGANIZATION, PROJECT, service("Web"), "v1").repository());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Käse & Söhne", "日本", "-", "a/../b", "🚀"})
  void every_display_name_has_a_place(String name) {
    ImageReference reference =
        registry().reference(new Name(name), new Name(name), service(name), "v1");

    // its grammar is checked where a reference is made
    assertThat(reference).isEqualTo(ImageReference.parse(reference.toString()));
  }

  @Test
  void credentials_are_for_its_own_host() {
    assertThat(registry().logins())
        .allSatisfy(login -> assertThat(login.host()).isEqualTo(place("any").host()));
  }

  @Test
  void a_registry_that_answers_passes_its_check() {
    assertThatCode(() -> registry().check()).doesNotThrowAnyException();
  }

  @Test
  void a_registry_that_cannot_be_reached_is_infrastructure() {
    ImageRegistry nowhere = unreachable();
    ImageReference there = nowhere.reference(ORGANIZATION, PROJECT, service("Web"), "v1");

    assertUnreachable(nowhere::check);
    assertUnreachable(() -> nowhere.manifest(there));
    PushedImage image = new PushedImage(there, ImageDigest.of(new byte[0]));
    assertUnreachable(() -> nowhere.manifest(image));
  }

  private static void assertUnreachable(ThrowingCallable question) {
    PortException thrown = catchThrowableOfType(PortException.class, question);
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(thrown.failure().hint()).isPresent();
    assertThat(thrown.isRetryable()).isTrue();
  }
}
