package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Node.js apps, front-ends and sites, built and run on stand-ins of the official images. */
class NodeIT {
  private static final String LOCK =
      """
      {"name":"greeter","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
        "":{"name":"greeter","version":"1.0.0","dependencies":{"ms":"2.1.3"}},
        "node_modules/ms":{"version":"2.1.3","license":"MIT",
          "integrity":"sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA=="}}}
      """;

  private static final String SERVER =
      """
      const ms = require('ms');
      require('http').createServer((q, r) => r.end('greetings ' + ms(60000)))
        .listen(process.env.PORT);
      process.on('SIGTERM', () => process.exit(0));
      """;

  private static final InMemoryTree NPM =
      InMemoryTree.of(
          Map.of(
              "package.json",
              """
              {"name":"greeter","version":"1.0.0","scripts":{"start":"node server.js"},
               "dependencies":{"ms":"2.1.3"}}
              """,
              "package-lock.json",
              LOCK,
              "server.js",
              SERVER));

  @Test
  void a_server_answers_runs_as_nobody_special_and_heeds_the_stop_signal() {
    try (Trial trial = Trial.of("node", NPM)) {
      assertThat(trial.get("/")).isEqualTo("greetings 1m");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.stop()).isZero();
    }

    InMemoryTree changed = NPM.with("server.js", SERVER + "// changed\n");
    try (Trial trial = Trial.of("node", changed)) {
      assertThat(trial.get("/")).isEqualTo("greetings 1m");
      assertThat(trial.buildLog())
          .anyMatch(line -> line.contains("CACHED") && line.contains("npm ci"));
    }
  }

  @Test
  void the_last_program_of_a_start_command_heeds_the_stop_signal() {
    InMemoryTree tree =
        NPM.with(
            "railpack.json", "{\"deploy\":{\"startCommand\":\"echo prepared && node server.js\"}}");

    try (Trial trial = Trial.of("node-start", tree)) {
      assertThat(trial.get("/")).isEqualTo("greetings 1m");
      assertThat(trial.log()).contains("prepared");
      assertThat(trial.stop()).isZero();
    }
  }

  @Test
  void workspaces_are_installed_by_their_manifests_and_run() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json",
                "{\"name\":\"root\",\"workspaces\":[\"packages/*\"],"
                    + "\"scripts\":{\"start\":\"node packages/web/index.js\"}}",
                "packages/words/package.json",
                "{\"name\":\"words\",\"version\":\"1.0.0\",\"main\":\"words.js\"}",
                "packages/words/words.js",
                "module.exports = 'from a workspace';\n",
                "packages/web/package.json",
                "{\"name\":\"web\",\"version\":\"1.0.0\",\"dependencies\":{\"words\":\"1.0.0\"}}",
                "packages/web/index.js",
                """
                const words = require('words');
                require('http').createServer((q, r) => r.end(words)).listen(process.env.PORT);
                """));

    try (Trial trial = Trial.of("workspaces", tree)) {
      assertThat(trial.get("/")).isEqualTo("from a workspace");
    }
  }

  @Test
  void a_front_end_is_built_by_node_and_served_by_caddy_with_a_fallback() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json",
                "{\"scripts\":{\"build\":\"node build.js\"}}",
                "build.js",
                """
                const fs = require('fs');
                fs.mkdirSync('out/assets', { recursive: true });
                fs.writeFileSync('out/index.html', 'built by ' + process.env.NODE_ENV);
                fs.writeFileSync('out/assets/a.txt', 'an asset');
                fs.writeFileSync('out/.hidden', 'hidden');
                """,
                "Staticfile",
                "root: out\n"));

    try (Trial trial = Trial.of("front-end", tree)) {
      assertThat(trial.get("/")).isEqualTo("built by production");
      assertThat(trial.get("/assets/a.txt")).isEqualTo("an asset");
      assertThat(trial.get("/some/route")).isEqualTo("built by production");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.stop()).isZero();
    }
  }

  @Test
  void an_own_caddyfile_serves_a_site_from_where_it_expects_the_files() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "public/index.html",
                "a site",
                "Caddyfile",
                """
                :{$PORT} {
                  root * /app/public
                  respond /custom "by our own Caddyfile"
                  file_server
                }
                """));

    try (Trial trial = Trial.of("caddyfile", tree)) {
      assertThat(trial.get("/")).isEqualTo("a site");
      assertThat(trial.get("/custom")).isEqualTo("by our own Caddyfile");
    }
  }

  @Test
  void packages_and_variables_of_railpack_json_are_in_build_and_image() {
    InMemoryTree tree =
        NPM.with(
            "railpack.json",
            """
            {"buildAptPackages":["make"],
             "steps":{"build":{"commands":["make --version > built.txt"]}},
             "deploy":{"variables":{"GREETING":"well \\"met\\" $HOME"}}}
            """);

    try (Trial trial = Trial.of("railpack-json", tree)) {
      assertThat(trial.get("/")).isEqualTo("greetings 1m");
      assertThat(trial.inside("cat", "/app/built.txt")).contains("GNU Make");
      assertThat(trial.inside("printenv", "GREETING")).isEqualTo("well \"met\" $HOME\n");
    }
  }
}
