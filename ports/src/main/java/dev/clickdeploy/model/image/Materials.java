package dev.clickdeploy.model.image;

import java.util.Objects;

/**
 * What an image is made of, told by digests. Equal inputs make equal images, as far as what they
 * name does not move: a base image is named by its tag.
 *
 * @param treeId git tree at the service's root directory
 * @param plan SHA-256 of the plan
 * @param inputs SHA-256 of everything: tree, plan, build settings and the versions of secrets
 */
public record Materials(String treeId, ImageDigest plan, ImageDigest inputs) {
  public Materials {
    Objects.requireNonNull(treeId, "treeId");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(inputs, "inputs");
  }
}
