package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.image.TagPage;
import dev.clickdeploy.port.out.ImageCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the {@link FakeImageRegistry} holds. */
public final class FakeImageCatalog implements ImageCatalog {
  private final FakeImageRegistry registry;

  private volatile Runnable beforeTag = () -> {};
  private volatile Runnable beforeDelete = () -> {};

  FakeImageCatalog(FakeImageRegistry registry) {
    this.registry = registry;
  }

  /** Runs this first whenever an image is to be named; it may block. */
  public void beforeTag(Runnable what) {
    beforeTag = what;
  }

  /** Runs this first whenever an image is to be deleted; it may block. */
  public void beforeDelete(Runnable what) {
    beforeDelete = what;
  }

  @Override
  public Optional<ImageDetails> details(PushedImage image, @Nullable RegistryLogin login) {
    registry.ask(login);
    return Optional.ofNullable(registry.held(image))
        .map(
            held ->
                new ImageDetails(held, held.digest(), "linux/amd64", List.of(), null, Map.of()));
  }

  @Override
  public boolean tag(PushedImage image, String tag, @Nullable RegistryLogin login) {
    beforeTag.run();
    registry.ask(login);
    ImageManifest held = registry.held(image);
    if (held == null) {
      return false;
    }
    registry.push(image.reference().withTag(tag), held);
    return true;
  }

  @Override
  public TagPage tags(
      ImageReference repository, int limit, @Nullable String after, @Nullable RegistryLogin login) {
    registry.ask(login);
    List<String> all =
        registry.tagged().keySet().stream()
            .filter(tagged -> tagged.equals(repository.withTag(tagged.tag())))
            .map(ImageReference::tag)
            .filter(tag -> after == null || tag.compareTo(after) > 0)
            .sorted()
            .toList();
    return all.size() > limit
        ? new TagPage(all.subList(0, limit), all.get(limit - 1))
        : new TagPage(all, null);
  }

  @Override
  public boolean deleteTag(ImageReference tagged, @Nullable RegistryLogin login) {
    registry.ask(login);
    return registry.tagged().remove(tagged) != null;
  }

  @Override
  public boolean delete(PushedImage image, @Nullable RegistryLogin login) {
    beforeDelete.run();
    registry.ask(login);
    if (registry.held(image) == null) {
      return false;
    }
    registry
        .tagged()
        .entrySet()
        .removeIf(
            each ->
                each.getKey().equals(image.reference().withTag(each.getKey().tag()))
                    && each.getValue().digest().equals(image.digest()));
    registry.forget(image);
    return true;
  }
}
