package dev.clickdeploy.adapter.railpack.dockerfile;

import java.util.regex.Pattern;

/** Names of Docker's official images below a registry prefix. */
public record BaseImages(String prefix) {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

  /**
   * Images below a prefix.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static BaseImages at(String prefix) {
    String clean = prefix.strip().replaceAll("/+$", "");
    if (!FORM.matcher(clean).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a prefix of base images; host[:port][/path] is, such as docker.io/library"
              .formatted(prefix));
    }
    return new BaseImages(clean);
  }

  /** An official image by name and tag, such as {@code debian:trixie-slim}. */
  public String official(String image) {
    return prefix + "/" + image;
  }

  /**
   * An image by its shortest name: an official one; one of an organization on Docker Hub, such as
   * {@code denoland/deno:2}, which mirrors have beside {@code library}; or one of another registry,
   * such as {@code mcr.microsoft.com/dotnet/sdk:8.0}, which no mirror of Docker Hub has.
   */
  public String named(String image) {
    int slash = image.indexOf('/');
    if (slash < 0) {
      return official(image);
    }
    return image.substring(0, slash).matches(".*[.:].*")
        ? image
        : prefix.replaceFirst("/library$", "") + "/" + image;
  }
}
