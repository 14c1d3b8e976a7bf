package dev.clickdeploy.adapter.railpack.staticsite;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stage that serves files with Caddy as an ordinary user. */
public final class CaddyStage {
  /** Above 1024, since an ordinary user listens; {@code PORT} says otherwise at run time. */
  public static final int PORT = 8080;

  private static final String ROOT = "/srv/";

  /** How it is started. */
  public static final String START = "caddy run --config /etc/caddy/Caddyfile --adapter caddyfile";

  private static final String CONFIGURATION = "/etc/caddy/Caddyfile";

  private static final String OWN = "Caddyfile";
  private static final String TEMPLATE = "Caddyfile.template";
  private static final String APP = "/app/";

  private final Stage stage;
  private final String image;
  private final boolean own;

  private CaddyStage(Stage stage, String image, boolean own) {
    this.stage = stage;
    this.image = image;
    this.own = own;
  }

  /**
   * Begins the stage with the configuration, which changes less often than the files: the
   * repository's Caddyfile, else ours.
   *
   * @param fallback whether unknown paths get index.html
   */
  public static CaddyStage begin(App app, Dockerfile dockerfile, String image, boolean fallback) {
    if (!app.settings().runtimePackages().isEmpty()) {
      app.notes().warn("Debian packages have no effect in the image of a site, which is Caddy's");
    }
    if (app.files().has(TEMPLATE)) {
      app.notes().warn(TEMPLATE + " is a template of Railpack's; it is ignored, write a Caddyfile");
    }
    if (app.files().has(OWN)) {
      app.notes().because("the repository's Caddyfile", "there is " + OWN);
      Stage stage = dockerfile.stage(image).workdir("/app").copy(List.of(OWN), CONFIGURATION);
      return new CaddyStage(stage, image, true);
    }
    return new CaddyStage(
        dockerfile.stage(image).file(CONFIGURATION, caddyfile(fallback)), image, false);
  }

  /** The stage, to copy the files to {@link #target}. */
  public Stage stage() {
    return stage;
  }

  /**
   * Where the files of a directory of the app have to be: an own Caddyfile finds them where they
   * are below /app, as with Railpack.
   */
  public String target(String directory) {
    return own ? APP + (directory.isEmpty() ? "" : directory + "/") : ROOT;
  }

  /** What follows the files. */
  public void end(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("PORT", String.valueOf(PORT));
    all.put("XDG_CONFIG_HOME", "/tmp");
    all.put("XDG_DATA_HOME", "/tmp");
    all.putAll(variables);
    stage
        .env(Collections.unmodifiableMap(all))
        .user()
        .label(Stage.BASE_NAME, image)
        .expose(PORT)
        .stopSignal("SIGTERM")
        .cmd(List.of(START.split(" ")));
  }

  /** Serves no dotfile but .well-known, and writes nothing to disk. */
  private static List<String> caddyfile(boolean fallback) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "{",
                "  admin off",
                "  auto_https off",
                "}",
                ":{$PORT:" + PORT + "} {",
                "  root * /srv",
                "  encode gzip",
                "  @hidden {",
                "    path */.*",
                "    not path /.well-known/*",
                "  }",
                "  respond @hidden 404",
                "  try_files {path} {path}.html {path}/" + (fallback ? " /index.html" : ""),
                "  file_server",
                "  handle_errors {",
                "    rewrite * /{err.status_code}.html",
                "    file_server",
                "  }",
                "}"));
    return Collections.unmodifiableList(lines);
  }
}
