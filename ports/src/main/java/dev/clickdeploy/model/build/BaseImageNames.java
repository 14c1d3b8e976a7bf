package dev.clickdeploy.model.build;

import org.jspecify.annotations.Nullable;

/**
 * The images that a generated Dockerfile starts from.
 *
 * @param build where the app is built; null when nothing is built
 * @param run what the app's image is made of; null when unknown
 */
public record BaseImageNames(@Nullable String build, @Nullable String run) {
  /** Nothing is known of them. */
  public static final BaseImageNames UNKNOWN = new BaseImageNames(null, null);
}
