package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;

/**
 * {@code DELETE /v2/<name>/manifests/<tag or digest>} (OCI distribution specification, "Content
 * Management", end-9): a digest's image goes with its tags, a tag goes alone.
 */
record DeleteRequest(RegistryClient client) {
  /** False when there is no such tag. */
  boolean tag(ImageReference tagged) {
    return deleted(
        tagged,
        tagged.tag(),
        "this registry cannot take a single tag away; delete the image, or use one that can, such"
            + " as Harbor");
  }

  /** False when there is no such image. */
  boolean image(PushedImage image) {
    return deleted(
        image.reference(),
        image.digest().value(),
        "have the registry allow deletions; of Docker's registry that is storage.delete.enabled");
  }

  private boolean deleted(ImageReference where, String tagOrDigest, String mend) {
    Answer answer =
        client.send(
            Call.delete(
                where.repository() + "/manifests/" + tagOrDigest,
                "repository:" + where.repository() + ":delete"));
    return switch (answer.status()) {
      case 200, 202 -> true;
      case 404 -> false;
      case 400, 405 ->
          throw new PortException(
              FailureClass.REGISTRY, client.refusals().said("the registry", answer), mend, null);
      default -> throw client.refusals().refused("the registry", answer);
    };
  }
}
