package dev.clickdeploy.adapter.railpack.staticsite;

import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stage that serves {@link #ROOT} with Caddy as an ordinary user. */
public final class CaddyStage {
  /** Above 1024, since an ordinary user listens; {@code PORT} says otherwise at run time. */
  public static final int PORT = 8080;

  /** Where the files have to be. */
  public static final String ROOT = "/srv/";

  /** How it is started. */
  public static final String START = "caddy run --config /etc/caddy/Caddyfile --adapter caddyfile";

  private static final String CONFIGURATION = "/etc/caddy/Caddyfile";

  private final Stage stage;

  private CaddyStage(Stage stage) {
    this.stage = stage;
  }

  /**
   * Begins the stage with the configuration, which changes less often than the files.
   *
   * @param fallback whether unknown paths get index.html
   */
  public static CaddyStage begin(Dockerfile dockerfile, String image, boolean fallback) {
    return new CaddyStage(dockerfile.stage(image).file(CONFIGURATION, caddyfile(fallback)));
  }

  /** The stage, to copy the files to {@link #ROOT}. */
  public Stage stage() {
    return stage;
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
