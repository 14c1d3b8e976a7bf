package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.image.ImageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an image is made of. Equal inputs make equal images, as far as what they name does not move:
 * a base image is named by its tag.
 *
 * @param treeId git tree at the service's root directory
 * @param plan SHA-256 of the plan
 * @param inputs SHA-256 of everything: tree, plan, build settings and the versions of secrets
 * @param reusedFrom the deployment whose image it is, nothing having been built; null when it was
 */
public record Provenance(
    String treeId, ImageDigest plan, ImageDigest inputs, @Nullable DeploymentId reusedFrom) {
  public Provenance {
    Objects.requireNonNull(treeId, "treeId");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(inputs, "inputs");
  }

  /** The same, its image taken from this deployment. */
  public Provenance reusing(DeploymentId earlier) {
    return new Provenance(treeId, plan, inputs, earlier);
  }
}
