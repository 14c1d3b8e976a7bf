package dev.clickdeploy.adapter.railpack.deno;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenoProviderTest {
  private static InMemoryTree app(String json) {
    return InMemoryTree.of(Map.of("deno.json", json, "main.ts", ""));
  }

  @Test
  void declared_packages_are_a_layer_before_the_sources() {
    assertThat(dockerfile(app("{\"imports\":{\"x\":\"jsr:@x/y@1\"}}").with("deno.lock", "{}")))
        .isEqualTo(
            """
            FROM docker.io/denoland/deno:2 AS build
            WORKDIR /deno-dir
            WORKDIR /app
            ENV DENO_DIR=/deno-dir
            COPY deno.json deno.lock ./
            RUN deno install --frozen
            COPY . .
            RUN deno cache --frozen main.ts

            FROM docker.io/denoland/deno:2
            ENV DENO_DIR=/deno-dir PORT=8000
            COPY --chown=1000:1000 --from=build /deno-dir /deno-dir
            COPY --chown=1000:1000 --from=build /app /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/denoland/deno:2
            EXPOSE 8000
            STOPSIGNAL SIGTERM
            CMD ["deno", "run", "--allow-all", "main.ts"]
            """);
  }

  @Test
  void deno_1_gets_no_options_that_it_lacks() {
    assertThat(
            dockerfile(
                app("{\"imports\":{\"x\":\"npm:x\"}}")
                    .with("deno.lock", "{}")
                    .with(".dvmrc", "1.40.0\n")))
        .contains("FROM docker.io/denoland/deno:1.40.0")
        .contains("RUN deno cache main.ts")
        .doesNotContain("--frozen")
        .doesNotContain("deno install");
  }

  @Test
  void tasks_build_and_start_unless_they_watch() {
    InMemoryTree tree =
        app(
            """
            { // a comment
              "tasks": {"build": "deno run -A build.ts", "start": {"command": "deno run -A srv.ts"}},
            }
            """);

    assertThat(planned(tree).recipe().build())
        .containsExactly("deno cache main.ts && deno task build");
    assertThat(planned(tree).recipe().start()).isEqualTo("deno run -A srv.ts");
    assertThat(planned(app("{\"tasks\":{\"start\":\"FOO=1 deno run x.ts\"}}")).recipe().start())
        .isEqualTo("deno task start");
    assertThat(planned(app("{\"tasks\":{\"start\":\"deno run --watch a.ts\"}}")).recipe().start())
        .isEqualTo("deno run --allow-all main.ts");
  }

  @ParameterizedTest
  @CsvSource({
    "src/server.ts, src/server.ts",
    "index.js, index.js",
    "worker.ts, worker.ts",
  })
  void the_main_file_has_a_usual_name_or_is_the_only_one(String file, String main) {
    InMemoryTree tree = InMemoryTree.of(Map.of("deno.jsonc", "{}", file, "", "a.test.ts", ""));

    assertThat(planned(tree).recipe().start()).isEqualTo("deno run --allow-all " + main);
  }

  @Test
  void what_it_exports_comes_before_usual_names() {
    assertThat(
            planned(app("{\"exports\":{\".\":\"./lib/web.ts\"}}").with("lib/web.ts", ""))
                .recipe()
                .start())
        .isEqualTo("deno run --allow-all lib/web.ts");
    assertThat(planned(app("{\"exports\":\"./--x;id\"}").with("--x;id", "")).recipe().start())
        .isEqualTo("deno run --allow-all main.ts");
  }

  @Test
  void nothing_to_start_is_refused() {
    assertThat(
            refused(InMemoryTree.of(Map.of("deno.json", "{}", "a.ts", "", "b.ts", ""))).message())
        .startsWith("deno.json says nothing that could be started");
  }
}
