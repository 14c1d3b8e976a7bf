package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.railpack.Railpack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How apps are planned.
 *
 * @param baseImages registry and path of Docker's official images
 * @param versions table of versions that replaces sections of the one that ships with us, or null
 */
public record PlannerSettings(String baseImages, @Nullable Path versions) {
  private static final String BASE_IMAGES = "CLICKDEPLOY_BASE_IMAGES";
  private static final String VERSIONS = "CLICKDEPLOY_VERSIONS";

  static PlannerSettings of(Values values) {
    return new PlannerSettings(
        values.text(BASE_IMAGES).orElse("docker.io/library"),
        values.text(VERSIONS).map(Path::of).orElse(null));
  }

  /**
   * The planner.
   *
   * @throws SettingException when the prefix is none, or the table cannot be read
   */
  public Railpack planner() {
    Railpack planner = shipped();
    if (versions == null) {
      return planner;
    }
    try {
      return planner.withVersions(Files.readString(versions));
    } catch (IllegalArgumentException e) {
      throw new SettingException(VERSIONS + ": " + e.getMessage());
    } catch (IOException e) {
      throw new SettingException(
          "%s: %s cannot be read; give the path of a version table".formatted(VERSIONS, versions));
    }
  }

  private Railpack shipped() {
    try {
      return Railpack.planner(baseImages);
    } catch (IllegalArgumentException e) {
      throw new SettingException(BASE_IMAGES + ": " + e.getMessage());
    }
  }
}
