package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.adapter.railpack.cli.RailpackCli;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How apps are planned.
 *
 * @param baseImages registry and path of Docker's official images
 * @param versions table of versions that replaces sections of the one that ships with us, or null
 * @param railpack Railpack's own program, or null to do without
 */
public record PlannerSettings(
    String baseImages, @Nullable Path versions, @Nullable RailpackCli railpack) {
  private static final String BASE_IMAGES = "CLICKDEPLOY_BASE_IMAGES";
  private static final String VERSIONS = "CLICKDEPLOY_VERSIONS";
  private static final String RAILPACK = "CLICKDEPLOY_RAILPACK";
  private static final String FRONTEND = "CLICKDEPLOY_RAILPACK_FRONTEND";
  private static final String PROGRAM = "railpack";

  static PlannerSettings of(Values values, Path dataDirectory) {
    return new PlannerSettings(
        values.text(BASE_IMAGES).orElse("docker.io/library"),
        values.text(VERSIONS).map(Path::of).orElse(null),
        railpack(values, dataDirectory.toAbsolutePath().resolve(PROGRAM)));
  }

  /** Named by a path, or the first of that name where programs are. */
  private static @Nullable RailpackCli railpack(Values values, Path directory) {
    String named = values.text(RAILPACK).orElse(PROGRAM);
    if (named.equals("off")) {
      return null;
    }
    Path program = named.equals(PROGRAM) ? onPath(values) : Path.of(named).toAbsolutePath();
    return RailpackCli.at(program, directory)
        .withFrontend(values.text(FRONTEND).orElse(RailpackCli.FRONTEND));
  }

  private static Path onPath(Values values) {
    return Stream.of(values.text("PATH").orElse("").split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of("/usr/local/bin", PROGRAM));
  }

  /**
   * The planner.
   *
   * @throws SettingException when the prefix is none, or the table cannot be read
   */
  public Railpack planner() {
    Railpack planner = railpack == null ? shipped() : shipped().with(railpack);
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
