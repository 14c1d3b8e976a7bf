package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.model.image.ImageReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where things are below {@code /api/v2.0}. */
final class Paths {
  private Paths() {}

  /** The Harbor project of a repository: what stands before its first slash. */
  static String project(ImageReference reference) {
    return reference.repository().split("/", 2)[0];
  }

  /** A project. Harbor takes a name of digits for an id unless a header says otherwise. */
  static String ofProject(String name) {
    return "/projects/" + encoded(name);
  }

  /**
   * A repository: its name without the project, slashes encoded twice, since Harbor decodes it once
   * more than its router does (src/server/v2.0/handler/util.go, unescapePathParams).
   */
  static String ofRepository(ImageReference reference) {
    String[] parts = reference.repository().split("/", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException(
          reference.repository() + " is no repository of a Harbor project: project/repository");
    }
    return ofProject(parts[0]) + "/repositories/" + encoded(encoded(parts[1]));
  }

  /** An artifact by tag or digest. */
  static String ofArtifact(ImageReference reference, String tagOrDigest) {
    return ofRepository(reference) + "/artifacts/" + tagOrDigest;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
