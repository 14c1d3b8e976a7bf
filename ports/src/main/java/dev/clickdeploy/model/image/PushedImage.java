package dev.clickdeploy.model.image;

import java.util.Objects;

/** An image that a registry holds: its reference and the digest that was verified there. */
public record PushedImage(ImageReference reference, ImageDigest digest) {
  public PushedImage {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(digest, "digest");
  }
}
