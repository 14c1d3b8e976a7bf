package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.image.TagPage;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.port.out.ImageCatalog;
import dev.clickdeploy.port.out.ImageRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registry before whose verbs something else may happen, or be thrown. */
final class HookedRegistry implements ImageRegistry {
  private final ImageRegistry registry;
  private volatile Runnable beforePrepare = () -> {};
  private volatile Runnable beforeManifest = () -> {};
  private volatile Consumer<String> beforeTag = tag -> {};
  private volatile @Nullable List<RegistryLogin> made;
  private volatile Supplier<Optional<Failure>> obstacle = Optional::empty;

  HookedRegistry(ImageRegistry registry) {
    this.registry = registry;
  }

  void beforePrepare(Runnable what) {
    beforePrepare = what;
  }

  /** What builders log in by from now on. */
  void made(RegistryLogin login) {
    made = List.of(login);
  }

  /** What it knows to be in the way of pushes. */
  void obstacle(Supplier<Optional<Failure>> what) {
    obstacle = what;
  }

  void beforeManifest(Runnable what) {
    beforeManifest = what;
  }

  /** It is given the tag that an image is to have. */
  void beforeTag(Consumer<String> what) {
    beforeTag = what;
  }

  @Override
  public ImageReference reference(Name organization, Name project, Service service, String tag) {
    return registry.reference(organization, project, service, tag);
  }

  @Override
  public List<RegistryLogin> logins() {
    return registry.logins();
  }

  @Override
  public List<RegistryLogin> logins(ImageReference pushed) {
    List<RegistryLogin> now = made;
    return now == null ? registry.logins(pushed) : now;
  }

  @Override
  public Optional<Failure> obstacle(ImageReference pushed) {
    return obstacle.get();
  }

  @Override
  public Optional<ImageManifest> manifest(ImageReference reference, @Nullable RegistryLogin login) {
    beforeManifest.run();
    return registry.manifest(reference, login);
  }

  @Override
  public Optional<ImageManifest> manifest(PushedImage image, @Nullable RegistryLogin login) {
    return registry.manifest(image, login);
  }

  @Override
  public void prepare(ImageReference reference, @Nullable RegistryLogin login) {
    beforePrepare.run();
    registry.prepare(reference, login);
  }

  @Override
  public ImageCatalog images() {
    return new HookedCatalog(registry.images());
  }

  @Override
  public void check() {
    registry.check();
  }

  private final class HookedCatalog implements ImageCatalog {
    private final ImageCatalog images;

    HookedCatalog(ImageCatalog images) {
      this.images = images;
    }

    @Override
    public Optional<ImageDetails> details(PushedImage image, @Nullable RegistryLogin login) {
      return images.details(image, login);
    }

    @Override
    public boolean tag(PushedImage image, String tag, @Nullable RegistryLogin login) {
      beforeTag.accept(tag);
      return images.tag(image, tag, login);
    }

    @Override
    public TagPage tags(
        ImageReference repository,
        int limit,
        @Nullable String after,
        @Nullable RegistryLogin login) {
      return images.tags(repository, limit, after, login);
    }

    @Override
    public boolean deleteTag(ImageReference tagged, @Nullable RegistryLogin login) {
      return images.deleteTag(tagged, login);
    }

    @Override
    public boolean delete(PushedImage image, @Nullable RegistryLogin login) {
      return images.delete(image, login);
    }
  }
}
