package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.tenant.ProjectId;
import java.nio.charset.StandardCharsets;

/**
 * The names of Harbor projects. Words alone would be one name for organization {@code a}, project
 * {@code b-c} and organization {@code a-b}, project {@code c}, and a robot account opens all of a
 * Harbor project.
 */
final class ProjectName {
  private static final int HASH_DIGITS = 8;

  private ProjectName() {}

  /** {@code words/rest} with digits of the SHA-256 of the project's id after the words. */
  static String distinct(String repository, ProjectId project) {
    byte[] id = project.toString().getBytes(StandardCharsets.UTF_8);
    String hex = ImageDigest.of(id).value().substring("sha256:".length());
    String[] parts = repository.split("/", 2);
    return parts[0] + "-" + hex.substring(0, HASH_DIGITS) + "/" + parts[1];
  }
}
