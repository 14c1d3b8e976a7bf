package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.image.TagPage;
import dev.clickdeploy.port.out.ImageCatalog;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The images of a registry by the OCI distribution specification alone.
 *
 * @param clients a client of the registry for an account; for null, of its own
 */
record OciImages(Function<@Nullable RegistryLogin, RegistryClient> clients)
    implements ImageCatalog {
  @Override
  public Optional<ImageDetails> details(PushedImage image, @Nullable RegistryLogin login) {
    return new DetailsRequest(client(image.reference(), login)).get(image);
  }

  @Override
  public boolean tag(PushedImage image, String tag, @Nullable RegistryLogin login) {
    return new TagRequest(client(image.reference(), login)).put(image, tag);
  }

  @Override
  public TagPage tags(
      ImageReference repository, int limit, @Nullable String after, @Nullable RegistryLogin login) {
    return new TagsRequest(client(repository, login)).get(repository.repository(), limit, after);
  }

  @Override
  public boolean deleteTag(ImageReference tagged, @Nullable RegistryLogin login) {
    return new DeleteRequest(client(tagged, login)).tag(tagged);
  }

  @Override
  public boolean delete(PushedImage image, @Nullable RegistryLogin login) {
    return new DeleteRequest(client(image.reference(), login)).image(image);
  }

  private RegistryClient client(ImageReference reference, @Nullable RegistryLogin login) {
    RegistryClient client = clients.apply(login);
    client.requireHere(reference.host());
    return client;
  }
}
