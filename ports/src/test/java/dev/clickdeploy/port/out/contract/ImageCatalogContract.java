package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.TagPage;
import dev.clickdeploy.port.out.ImageCatalog;
import dev.clickdeploy.port.out.ImageRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ImageCatalog} promises. */
public abstract class ImageCatalogContract {
  private static final ImageDigest NEVER = ImageDigest.of(new byte[] {7});

  /** What is under test; it answers, and its account may do everything. */
  protected abstract ImageRegistry registry();

  /** Somewhere in the registry under test where nobody else pushes. */
  protected abstract ImageReference place(String tag);

  /** Pushes an image with this content by other means, and says what is there then. */
  protected abstract ImageManifest push(ImageReference reference, String content) throws Exception;

  private ImageCatalog images() {
    return registry().images();
  }

  private PushedImage pushed(String tag) throws Exception {
    ImageReference place = place(tag);
    return new PushedImage(place, push(place, "content of " + tag).digest());
  }

  private static PushedImage never(PushedImage image) {
    return new PushedImage(image.reference(), NEVER);
  }

  @Test
  void what_an_image_is_is_told() throws Exception {
    ImageReference place = place("one");
    ImageManifest manifest = push(place, "content");

    ImageDetails details =
        images().details(new PushedImage(place, manifest.digest()), null).orElseThrow();

    assertThat(details.manifest()).isEqualTo(manifest);
    assertThat(details.image()).isEqualTo(manifest.digest());
    assertThat(details.platform()).contains("/");
    assertThat(images().details(new PushedImage(place, NEVER), null)).isEmpty();
  }

  @Test
  void an_image_gets_another_name_and_keeps_its_own() throws Exception {
    PushedImage image = pushed("one");

    assertThat(images().tag(image, "two", null)).isTrue();

    assertThat(registry().manifest(image.reference().withTag("two")).orElseThrow().digest())
        .isEqualTo(image.digest());
    assertThat(registry().manifest(image.reference()).orElseThrow().digest())
        .isEqualTo(image.digest());
  }

  @Test
  void a_name_moves_to_another_image() throws Exception {
    PushedImage one = pushed("one");
    PushedImage two = pushed("two");

    assertThat(images().tag(one, "two", null)).isTrue();

    assertThat(registry().manifest(two.reference()).orElseThrow().digest()).isEqualTo(one.digest());
    assertThat(registry().manifest(two)).isPresent();
  }

  @Test
  void an_image_that_is_not_there_gets_no_name() throws Exception {
    PushedImage image = pushed("one");

    assertThat(images().tag(never(image), "two", null)).isFalse();
    assertThat(registry().manifest(image.reference().withTag("two"))).isEmpty();
  }

  @Test
  void tags_are_listed_page_by_page() throws Exception {
    PushedImage image = pushed("a");
    for (String tag : List.of("b", "c", "d", "e")) {
      images().tag(image, tag, null);
    }

    List<String> all = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    @Nullable String after = null;
    do {
      TagPage page = images().tags(image.reference(), 2, after, null);
      all.addAll(page.tags());
      sizes.add(page.tags().size());
      after = page.next();
    } while (after != null);

    assertThat(all).containsExactly("a", "b", "c", "d", "e");
    assertThat(sizes).startsWith(2, 2, 1);
  }

  @Test
  void a_repository_that_is_not_there_has_no_tags() {
    assertThat(images().tags(place("any"), 10, null, null)).isEqualTo(new TagPage(List.of(), null));
  }

  @Test
  void a_deleted_image_is_gone_with_all_its_names() throws Exception {
    PushedImage image = pushed("one");
    images().tag(image, "two", null);
    PushedImage other = pushed("three");

    assertThat(images().delete(image, null)).isTrue();

    assertThat(registry().manifest(image)).isEmpty();
    assertThat(registry().manifest(image.reference())).isEmpty();
    assertThat(registry().manifest(image.reference().withTag("two"))).isEmpty();
    assertThat(registry().manifest(other)).isPresent();
    assertThat(images().delete(image, null)).isFalse();
    assertThat(images().delete(never(image), null)).isFalse();
  }
}
