package dev.clickdeploy.port.out;

import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.image.TagPage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The images that a registry holds: looked at, named anew on the registry's side, and removed.
 * Every verb may be done by another account than the registry's own; null is its own. Failures are
 * {@link PortException}s of class REGISTRY or INFRASTRUCTURE that say what the registry refuses and
 * how to mend it.
 */
public interface ImageCatalog {
  /** What an image is; absent when its repository has it no more. */
  Optional<ImageDetails> details(PushedImage image, @Nullable RegistryLogin login);

  /**
   * Names an image by one more tag of its repository, or moves the tag to it; nothing is pulled or
   * pushed.
   *
   * @return false, and nothing changed, when the repository has the image no more
   */
  boolean tag(PushedImage image, String tag, @Nullable RegistryLogin login);

  /**
   * Tags of a repository, whatever the reference's own tag; empty when there is no such repository.
   *
   * @param limit 1 to 100
   * @param after the {@code next} of the page before; null for the first page
   */
  TagPage tags(
      ImageReference repository, int limit, @Nullable String after, @Nullable RegistryLogin login);

  /**
   * Takes one tag away; the image and its other tags stay. False when there is no such tag.
   *
   * @throws PortException also where the registry cannot take a single tag away
   */
  boolean deleteTag(ImageReference tagged, @Nullable RegistryLogin login);

  /** Deletes an image with all its tags; false when the repository has it no more. */
  boolean delete(PushedImage image, @Nullable RegistryLogin login);
}
