package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.Materials;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployment's image comes from.
 *
 * @param materials what it is made of
 * @param reusedFrom the deployment whose image it is, nothing having been built; null when it was
 */
public record Provenance(Materials materials, @Nullable DeploymentId reusedFrom) {
  public Provenance {
    Objects.requireNonNull(materials, "materials");
  }

  /** Of an image made of these. */
  public Provenance(
      String treeId, ImageDigest plan, ImageDigest inputs, @Nullable DeploymentId reusedFrom) {
    this(new Materials(treeId, plan, inputs), reusedFrom);
  }

  /** Git tree at the service's root directory. */
  public String treeId() {
    return materials.treeId();
  }

  /** SHA-256 of the plan. */
  public ImageDigest plan() {
    return materials.plan();
  }

  /** SHA-256 of everything: tree, plan, build settings and the versions of secrets. */
  public ImageDigest inputs() {
    return materials.inputs();
  }

  /** The same, its image taken from this deployment. */
  public Provenance reusing(DeploymentId earlier) {
    return new Provenance(materials, earlier);
  }
}
