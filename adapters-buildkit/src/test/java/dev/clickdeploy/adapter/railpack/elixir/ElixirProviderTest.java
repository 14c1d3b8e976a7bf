package dev.clickdeploy.adapter.railpack.elixir;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElixirProviderTest {
  private static InMemoryTree app(String members) {
    return InMemoryTree.of(
        Map.of(
            "mix.exs", "def project do\n  [app: :shop, version: \"1.0.0\"" + members + "]\nend\n"));
  }

  private static final String PHOENIX =
      ", deps: [{:phoenix, \"~> 1.7\"}], aliases: [\"assets.deploy\": [\"x\"]]";

  @Test
  void a_phoenix_app_becomes_a_release_with_its_front_end() {
    BuildPlan plan =
        planned(
            app(PHOENIX)
                .with("mix.lock", "%{}")
                .with("config/config.exs", "")
                .with("config/runtime.exs", "")
                .with("rel/overlays/bin/server", ""));

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/elixir:1.18-otp-27 AS build
            WORKDIR /app
            ENV MIX_ENV=prod
            COPY mix.exs mix.lock ./
            COPY config/config.exs ./config/
            RUN --mount=type=cache,target=/root/.hex,sharing=locked mix local.hex --force && mix local.rebar --force && mix deps.get --only prod --check-locked && mix deps.compile
            COPY . .
            RUN --mount=type=cache,target=/root/.hex,sharing=locked mix compile && mix assets.deploy && mix release

            FROM docker.io/library/elixir:1.18-otp-27-slim
            ENV LANG=C.UTF-8 HOME=/app PHX_SERVER=true PORT=4000
            COPY --chown=1000:1000 --from=build /app/_build/prod/rel/shop /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/elixir:1.18-otp-27-slim
            EXPOSE 4000
            STOPSIGNAL SIGTERM
            CMD ["bin/server"]
            """);
    assertThat(plan.recipe().framework()).isEqualTo("phoenix");
    assertThat(plan.ignore()).contains("_build", "deps");
  }

  @Test
  void node_is_there_for_a_front_end_that_npm_builds() {
    assertThat(
            dockerfile(
                app(PHOENIX)
                    .with("assets/package.json", "{}")
                    .with("assets/package-lock.json", "{}")))
        .contains("--no-install-recommends nodejs npm\n")
        .contains("mix compile && npm ci --prefix assets && mix assets.deploy && mix release");
  }

  @Test
  void an_app_without_dependencies_fetches_nothing() {
    assertThat(planned(app("")).recipe().install()).isEmpty();
    assertThat(planned(app("")).recipe().start()).isEqualTo("bin/shop start");
  }

  @Test
  void dependencies_inside_the_repository_need_its_sources() {
    assertThat(dockerfile(app(", deps: [{:inner, path: \"inner\"}]")))
        .containsSubsequence("COPY . .", "mix deps.get", "mix compile");
  }

  @Test
  void a_declared_release_names_the_program() {
    assertThat(
            planned(app(", releases: [\n  web: [include_executables_for: [:unix]]\n]"))
                .recipe()
                .start())
        .isEqualTo("bin/web start");
    assertThat(
            planned(
                    app(", releases: releases()")
                        .with(
                            "mix.exs",
                            "[apps_path: \"apps\", releases: releases()]\n"
                                + "defp releases do\n"
                                + "  [\n"
                                + "    all: []\n"
                                + "  ]\n"
                                + "end\n"))
                .recipe()
                .start())
        .isEqualTo("bin/all start");
  }

  @Test
  void an_umbrella_without_releases_is_refused() {
    assertThat(refused(InMemoryTree.of(Map.of("mix.exs", "[apps_path: \"apps\"]"))).message())
        .isEqualTo("mix.exs names no release, and an umbrella has no app of its own");
  }

  @ParameterizedTest
  @CsvSource({
    "'elixir 1.16.2-otp-26', 1.16.2-otp-26",
    "'elixir 1.13', 1.13-otp-25",
    "'elixir 1.17\nerlang 26.2.1', 1.17-otp-26",
    "'elixir 1.16\nerlang 27.3', 1.16-otp-26",
    "'elixir latest\nerlang latest', 1.19-otp-28",
  })
  void erlang_is_one_that_the_image_of_elixir_has(String versions, String tag) {
    assertThat(dockerfile(app("").with(".tool-versions", versions + "\n")))
        .startsWith("FROM docker.io/library/elixir:" + tag + " AS build");
  }

  @Test
  void an_erlang_that_does_not_fit_is_warned_about() {
    assertThat(planned(app("").with(".tool-versions", "elixir 1.16\nerlang 27.3\n")).warnings())
        .anyMatch(
            w -> w.equals("there is no image of Elixir 1.16 with Erlang 27.3; it is Erlang 26"));
  }

  @Test
  void the_demand_of_mix_is_read_in_its_own_grammar() {
    assertThat(dockerfile(app(", elixir: \"~> 1.16.0 or ~> 1.17.0\"")))
        .contains("elixir:1.17-otp-27");
    assertThat(dockerfile(app(", elixir: \"~> 1.14\""))).contains("elixir:1.18-otp-27");
    assertThat(dockerfile(app(", elixir: \"~> 1.14\"").with(".elixir-version", "1.15\n")))
        .contains("elixir:1.15-otp-26");
  }
}
