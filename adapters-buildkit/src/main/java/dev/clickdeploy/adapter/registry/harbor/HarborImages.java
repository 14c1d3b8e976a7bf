package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.http.Answer;
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
 * The images of a Harbor. What is deleted goes by its own API: the distribution specification's
 * ends in 400 for a tag, and in 401 for robots (goharbor/harbor issues 15904, 16133). What is named
 * goes by the specification: in one step, while Harbor's API cannot move a tag that is there.
 *
 * @param clients a client for an account; for null, of the registry's own
 */
record HarborImages(ImageCatalog oci, Function<@Nullable RegistryLogin, HarborClient> clients)
    implements ImageCatalog {
  @Override
  public Optional<ImageDetails> details(PushedImage image, @Nullable RegistryLogin login) {
    return oci.details(image, login);
  }

  @Override
  public boolean tag(PushedImage image, String tag, @Nullable RegistryLogin login) {
    return oci.tag(image, tag, login);
  }

  @Override
  public TagPage tags(
      ImageReference repository, int limit, @Nullable String after, @Nullable RegistryLogin login) {
    return oci.tags(repository, limit, after, login);
  }

  /** Harbor's {@code DELETE …/artifacts/{tag}} would take the image with all its tags. */
  @Override
  public boolean deleteTag(ImageReference tagged, @Nullable RegistryLogin login) {
    return deleted(Paths.ofArtifact(tagged, tagged.tag()) + "/tags/" + tagged.tag(), login);
  }

  @Override
  public boolean delete(PushedImage image, @Nullable RegistryLogin login) {
    return deleted(Paths.ofArtifact(image.reference(), image.digest().value()), login);
  }

  private boolean deleted(String path, @Nullable RegistryLogin login) {
    HarborClient client = clients.apply(login);
    Answer answer = client.delete(path);
    return switch (answer.status()) {
      case 200, 202 -> true;
      case 404 -> false;
      default -> throw client.refused(answer);
    };
  }
}
