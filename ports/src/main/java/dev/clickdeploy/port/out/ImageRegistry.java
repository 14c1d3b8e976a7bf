package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry that holds the images. Failures are {@link PortException}s of class REGISTRY or
 * INFRASTRUCTURE.
 */
public interface ImageRegistry {
  /**
   * Where a service's image with this tag belongs: deterministic, valid for any display name, and
   * never the same for two services.
   */
  ImageReference reference(Name organization, Name project, Service service, String tag);

  /** Its own account; empty for a registry that needs none. */
  List<RegistryLogin> logins();

  /**
   * Credentials for a builder that pushes to this reference, which has been prepared; they may be
   * made for its project alone, and differ from one build to the next.
   *
   * @throws PortException when they cannot be made
   */
  default List<RegistryLogin> logins(ImageReference pushed) {
    return logins();
  }

  /**
   * The manifest under a reference, its digest recomputed over the bytes received; absent when
   * there is none.
   */
  default Optional<ImageManifest> manifest(ImageReference reference) {
    return manifest(reference, null);
  }

  /** The same by another account than the registry's own; null for its own. */
  Optional<ImageManifest> manifest(ImageReference reference, @Nullable RegistryLogin login);

  /**
   * The very manifest of an image, asked for by its digest, whatever its tag names now; absent when
   * the repository has it no more.
   */
  default Optional<ImageManifest> manifest(PushedImage image) {
    return manifest(image, null);
  }

  /** The same by another account than the registry's own; null for its own. */
  Optional<ImageManifest> manifest(PushedImage image, @Nullable RegistryLogin login);

  /**
   * Makes sure that the repository of a reference can be pushed to, as far as the registry wants
   * that said beforehand: that a project is there, for example.
   *
   * @throws PortException saying what is missing and who can mend it
   */
  void prepare(ImageReference reference, @Nullable RegistryLogin login);

  /**
   * What the registry knows to be in the way of pushes to a reference, for when one was refused
   * without a reason: a builder learns little more than a status. Empty when it knows of nothing.
   */
  default Optional<Failure> obstacle(ImageReference pushed) {
    return Optional.empty();
  }

  /** What it holds. */
  ImageCatalog images();

  /**
   * Whether the registry answers and accepts the credentials; returns normally when it does.
   *
   * @throws PortException saying what is wrong
   */
  void check();
}
