package dev.clickdeploy.adapter.railpack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stage that serves /srv with Caddy as an ordinary user. */
final class CaddyStage {
  /** Above 1024, since an ordinary user listens; {@code PORT} says otherwise at run time. */
  static final int PORT = 8080;

  private static final String CONFIGURATION = "/etc/caddy/Caddyfile";

  private CaddyStage() {}

  /** FROM and the configuration; the files are to be copied to /srv after it. */
  static void add(DockerfileText dockerfile, BaseImages images, boolean fallback) {
    dockerfile
        .line("FROM", images.caddy())
        .line(
            "RUN",
            caddyfile(fallback).stream()
                .map(line -> "    '" + line + "' \\\n")
                .collect(Collectors.joining("", "printf '%s\\n' \\\n", "    > " + CONFIGURATION)));
  }

  /** What follows the files. */
  static void end(DockerfileText dockerfile) {
    dockerfile
        .line("ENV", "PORT=" + PORT + " XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp")
        .line("USER", NodeDockerfile.USER)
        .line("EXPOSE", String.valueOf(PORT))
        .line("STOPSIGNAL", "SIGTERM")
        .line(
            "CMD",
            ShellCommand.execForm(
                List.of("caddy", "run", "--config", CONFIGURATION, "--adapter", "caddyfile")));
  }

  /** Serves no dotfile but .well-known, and writes nothing to disk. */
  private static List<String> caddyfile(boolean fallback) {
    return Stream.of(
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
            "}")
        .toList();
  }
}
