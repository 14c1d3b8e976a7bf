package dev.clickdeploy.model.image;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where an image is: {@code host/repository:tag}. Grammar of repository and tag from the OCI
 * distribution specification, "Pulling manifests".
 */
public record ImageReference(RegistryHost host, String repository, String tag) {
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  public ImageReference {
    Objects.requireNonNull(host, "host");
    if (repository.length() > 255 || !REPOSITORY.matcher(repository).matches()) {
      throw new IllegalArgumentException(
          "'" + repository + "' is not a valid image repository name");
    }
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException("'" + tag + "' is not a valid image tag");
    }
  }

  /**
   * Reads {@code host[:port]/repository:tag}.
   *
   * @throws IllegalArgumentException when a part is missing or malformed
   */
  public static ImageReference parse(String text) {
    int slash = text.indexOf('/');
    int colon = text.lastIndexOf(':');
    if (slash < 1 || colon < slash) {
      throw new IllegalArgumentException("'" + text + "' is not of the form host/repository:tag");
    }
    return new ImageReference(
        new RegistryHost(text.substring(0, slash)),
        text.substring(slash + 1, colon),
        text.substring(colon + 1));
  }

  /** The same repository under another tag. */
  public ImageReference withTag(String other) {
    return new ImageReference(host, repository, other);
  }

  /** {@code host/repository:tag@digest}: what a runtime should pull. */
  public String pinned(ImageDigest digest) {
    return this + "@" + digest;
  }

  @Override
  public String toString() {
    return host + "/" + repository + ":" + tag;
  }
}
