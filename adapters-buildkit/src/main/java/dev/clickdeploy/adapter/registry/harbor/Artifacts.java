package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.ImageCatalog;
import dev.clickdeploy.port.out.PortException;
import java.util.Map;

/** Images as Harbor's scanners see them: an index is none, the image of its platform is. */
record Artifacts(HarborClient client, ImageCatalog images) {
  String path(PushedImage image) {
    ImageDigest digest =
        images.details(image, null).map(ImageDetails::image).orElseThrow(() -> gone(image));
    return Paths.ofArtifact(image.reference(), digest.value());
  }

  /** Asks for a scan of this type; 409 means that one is going on. */
  void scan(PushedImage image, String type) {
    Answer answer = client.post(path(image) + "/scan", Map.of("scan_type", type));
    if (answer.status() != 202 && answer.status() != 409) {
      throw client.refused(answer);
    }
  }

  /** What was answered about an image. */
  JsonNode json(PushedImage image, Answer answer) {
    require(image, answer);
    return client.json(answer);
  }

  /** Refuses an answer that says nothing about the image. */
  void require(PushedImage image, Answer answer) {
    if (answer.status() == 404) {
      throw gone(image);
    }
    if (answer.status() != 200) {
      throw client.refused(answer);
    }
  }

  private static PortException gone(PushedImage image) {
    return new PortException(
        FailureClass.REGISTRY,
        "the registry has no image " + image.reference().pinned(image.digest()),
        "deploy again, so that it is built and pushed",
        null);
  }
}
