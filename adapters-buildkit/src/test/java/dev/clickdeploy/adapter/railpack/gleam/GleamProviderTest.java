package dev.clickdeploy.adapter.railpack.gleam;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static dev.clickdeploy.adapter.railpack.Planning.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GleamProviderTest {
  private static InMemoryTree app(String members) {
    return InMemoryTree.of(Map.of("gleam.toml", "name = \"web\"\n" + members));
  }

  @Test
  void dependencies_are_a_layer_and_the_shipment_is_the_image() {
    assertThat(
            dockerfile(
                app("gleam = \">= 1.5.0 and < 2.0.0\"\n[dependencies]\nwisp = \"> 1.0\"\n")
                    .with("manifest.toml", "")))
        .isEqualTo(
            """
            FROM ghcr.io/gleam-lang/gleam:v1.13.0-erlang-slim AS build
            WORKDIR /app
            COPY gleam.toml manifest.toml ./
            RUN gleam deps download
            COPY . .
            RUN gleam export erlang-shipment

            FROM ghcr.io/gleam-lang/gleam:v1.13.0-erlang-slim
            ENV HOME=/app PORT=3000
            COPY --chown=1000:1000 --from=build /app/build/erlang-shipment /app/build/erlang-shipment
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=ghcr.io/gleam-lang/gleam:v1.13.0-erlang-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["./build/erlang-shipment/entrypoint.sh", "run"]
            """);
  }

  @Test
  void sources_are_in_the_image_when_they_are_asked_for() {
    assertThat(
            dockerfile(
                planned(app(""), variables(Map.of("RAILPACK_GLEAM_INCLUDE_SOURCE", "true")))))
        .contains("COPY --chown=1000:1000 . /app\n");
    assertThat(dockerfile(app(""))).doesNotContain("COPY --chown=1000:1000 . /app\n");
  }

  @Test
  void another_target_is_refused() {
    assertThat(refused(app("target = \"javascript\"\n")).message())
        .startsWith("gleam.toml has the target javascript");
  }
}
