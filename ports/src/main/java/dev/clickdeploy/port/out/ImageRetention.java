package dev.clickdeploy.port.out;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.service.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Which images are not kept in the registry any longer, and who is deleting them. What is taken
 * from here is out of use before it is deleted: its deployments are told so in the same transaction
 * ({@link dev.clickdeploy.model.deployment.Deployment#imageDeletedAt}), and none is taken of a
 * service of which a deployment has not ended. So nothing can return to an image or reuse it that
 * is about to go. Leases run on the store's own clock.
 */
public interface ImageRetention {
  /**
   * Takes images that are not kept, and those taken earlier of which nobody has told the end when
   * their lease is over. A service's current image is always kept, and so is what a deployment has
   * again that came to the same image after it was taken.
   *
   * @param now since when the deployments have no image
   * @param lease how long nobody else has them
   * @param most how many
   */
  List<OldImage> take(KeptImages kept, Instant now, Duration lease, int most);

  /** The registry has it no more; nothing when the lease was outlived. */
  void deleted(OldImage image);

  /**
   * The registry keeps it: its deployments have it again, and it is not taken before the pause is
   * over; nothing when the lease was outlived.
   */
  void putBack(OldImage image, Duration pause);

  /**
   * Whether somebody is deleting an image of a service, so that an equal one that was pushed
   * meanwhile may go with it.
   */
  boolean isTaken(ServiceId service, ImageDigest image);

  /**
   * An image that somebody is to delete.
   *
   * @param references under which deployments pushed it, of one repository or several
   * @param until the end of the lease, by which it is known that it is still the same one
   */
  record OldImage(
      ServiceId service, ImageDigest digest, List<ImageReference> references, Instant until) {
    public OldImage {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(digest, "digest");
      references = List.copyOf(references);
      Objects.requireNonNull(until, "until");
    }
  }
}
