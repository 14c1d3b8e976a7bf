package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stage that becomes the image of a program: what it needs, its files, how it runs. */
public final class ProgramStage {
  /** Where the app lies. */
  public static final String APP = "/app";

  private final Stage stage;
  private final String image;
  private final int port;

  private ProgramStage(Stage stage, String image, int port) {
    this.stage = stage;
    this.image = image;
    this.port = port;
  }

  /**
   * Begins the stage with what changes less often than the files.
   *
   * @param packages Debian packages beside those of the settings
   * @param variables beside PORT and those of the settings
   */
  public static ProgramStage begin(
      Dockerfile dockerfile,
      String image,
      App app,
      int port,
      List<String> packages,
      Map<String, String> variables) {
    List<String> allPackages = new ArrayList<>(packages);
    app.settings().runtimePackages().stream()
        .filter(name -> !packages.contains(name))
        .forEach(allPackages::add);
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.put("PORT", String.valueOf(port));
    all.putAll(app.settings().variables());
    return new ProgramStage(dockerfile.stage(image).packages(allPackages).env(all), image, port);
  }

  /** The stage, to copy the files to {@link #APP} before that becomes the working directory. */
  public Stage files() {
    return stage;
  }

  /** What follows the files. */
  public void end(ShellCommand start) {
    stage
        .workdir(APP)
        .user()
        .label(Stage.BASE_NAME, image)
        .expose(port)
        .stopSignal("SIGTERM")
        .cmd(start.argv());
  }
}
