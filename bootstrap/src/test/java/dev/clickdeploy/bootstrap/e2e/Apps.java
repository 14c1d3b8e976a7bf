package dev.clickdeploy.bootstrap.e2e;

import java.util.Map;

/** Small apps that the end-to-end tests push. */
final class Apps {
  /** A Node app with a dependency from the npm registry; its lock file names no registry. */
  static final Map<String, String> NODE =
      Map.of(
          "package.json",
          """
          {"name":"greeter","version":"1.0.0","scripts":{"start":"node server.js"},
           "engines":{"node":"22"},"dependencies":{"ms":"2.1.3"}}
          """,
          "package-lock.json",
          """
          {"name":"greeter","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
            "":{"name":"greeter","version":"1.0.0","dependencies":{"ms":"2.1.3"},"engines":{"node":"22"}},
            "node_modules/ms":{"version":"2.1.3","license":"MIT",
              "integrity":"sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA=="}}}
          """,
          "server.js",
          """
          const ms = require('ms');
          require('http').createServer((q, r) => r.end('greetings ' + ms(60000)))
            .listen(process.env.PORT || 3000);
          """);

  static final Map<String, String> STATIC = Map.of("index.html", "<h1>static greetings</h1>\n");

  static final Map<String, String> DOCKERFILE =
      Map.of(
          "Dockerfile",
          """
          FROM debian:trixie-slim AS base
          ARG GREETING=none
          RUN echo "$GREETING" > /greeting
          FROM base AS wanted
          RUN echo wanted > /stage
          FROM base AS unwanted
          RUN exit 7
          """);

  private Apps() {}

  static Map<String, String> dockerfile(String text) {
    return Map.of("Dockerfile", text);
  }
}
