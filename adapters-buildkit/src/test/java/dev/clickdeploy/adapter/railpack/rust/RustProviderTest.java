package dev.clickdeploy.adapter.railpack.rust;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static dev.clickdeploy.adapter.railpack.Planning.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RustProviderTest {
  private static InMemoryTree app(String members) {
    return InMemoryTree.of(
        Map.of(
            "Cargo.toml",
            "[package]\nname = \"web\"\nversion = \"0.1.0\"\n" + members,
            "Cargo.lock",
            "version = 3\n",
            "src/main.rs",
            "fn main() {}\n"));
  }

  @Test
  void dependencies_are_built_around_an_empty_program_which_does_not_stay() {
    BuildPlan plan = planned(app(""));

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/rust:1.89-bookworm AS build
            WORKDIR /app
            COPY Cargo.toml Cargo.lock ./
            RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/usr/local/cargo/git/db mkdir -p src && echo 'fn main() {}' | tee src/main.rs > /dev/null && cargo build --release --locked && cargo clean --release --package web && rm src/main.rs
            COPY . .
            RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/usr/local/cargo/git/db mkdir -p bin && cargo build --release --locked && cp target/release/web bin

            FROM docker.io/library/debian:bookworm-slim
            RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install --yes --no-install-recommends ca-certificates
            ENV PORT=3000
            COPY --chown=1000:1000 . /app
            COPY --chown=1000:1000 --from=build /app/bin /app/bin
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/debian:bookworm-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["./bin/web"]
            """);
    assertThat(plan.ignore()).contains("**/target");
  }

  @Test
  void every_declared_target_gets_an_empty_file() {
    assertThat(
            planned(
                    app("build = \"build.rs\"\n"
                            + "[lib]\n"
                            + "path = \"lib/a.rs\"\n"
                            + "[[bench]]\n"
                            + "name = \"b\"\n")
                        .with("src/bin/tool.rs", ""))
                .recipe()
                .install())
        .singleElement()
        .asString()
        .startsWith("mkdir -p . benches lib src src/bin && ")
        .contains("tee benches/b.rs build.rs lib/a.rs src/bin/tool.rs src/main.rs > /dev/null");
  }

  @Test
  void there_is_no_layer_of_dependencies_where_they_lie_in_the_repository() {
    assertThat(planned(app("[dependencies.inner]\npath = \"inner\"\n")).recipe().install())
        .isEmpty();
    assertThat(planned(app("[[bin]]\nname = \"x\"\npath = \"a;id/../x.rs\"\n")).recipe().install())
        .isEmpty();
  }

  @Test
  void a_workspace_keeps_its_target_directory_and_touches_its_files() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "Cargo.toml",
                "[workspace]\nmembers = [\"crates/*\"]\nexclude = []\n",
                "crates/api/Cargo.toml",
                "[package]\nname = \"api\"\n",
                "crates/api/src/main.rs",
                "",
                "crates/job/Cargo.toml",
                "[package]\nname = \"job\"\n",
                "crates/job/src/main.rs",
                ""));

    assertThat(dockerfile(tree))
        .contains("--mount=type=cache,target=/app/target,sharing=locked mkdir -p bin && find . ")
        .contains("exec touch {} + && cargo build --release --package api && cp")
        .endsWith("CMD [\"./bin/api\"]\n");
    assertThat(planned(tree).warnings())
        .anyMatch(w -> w.startsWith("there are the packages api, job, and api is taken"));
    BuildPlan other = planned(tree, variables(Map.of("RAILPACK_CARGO_WORKSPACE", "job")));
    assertThat(other.recipe().start()).isEqualTo("./bin/job");
    assertThat(refused(tree, variables(Map.of("RAILPACK_CARGO_WORKSPACE", "x"))).message())
        .isEqualTo("the workspace has no program 'x'; there are api, job");
  }

  @Test
  void the_program_is_the_named_one_else_default_run_else_the_packages_own() {
    InMemoryTree tree = app("").with("src/bin/other.rs", "");

    assertThat(planned(tree).recipe().start()).isEqualTo("./bin/web");
    assertThat(planned(tree).warnings()).anyMatch(w -> w.contains("set RAILPACK_RUST_BIN"));
    assertThat(planned(tree, variables(Map.of("RAILPACK_RUST_BIN", "other"))).recipe().start())
        .isEqualTo("./bin/other");
    assertThat(
            planned(app("default-run = \"other\"\n").with("src/bin/other.rs", "")).recipe().start())
        .isEqualTo("./bin/other");
    assertThat(refused(tree, variables(Map.of("RAILPACK_RUST_BIN", "none"))).message())
        .contains("the programs are web, other");
    assertThat(refused(app("").without("src/main.rs")).message())
        .startsWith("Cargo.toml makes no program");
  }

  @ParameterizedTest
  @CsvSource({
    "1.89, bookworm",
    "1.71.0, bookworm",
    "1.59.0, bullseye",
    "1.50, buster",
  })
  void images_are_of_a_debian_that_has_the_version(String version, String suite) {
    assertThat(dockerfile(app("").with(".rust-version", version + "\n")))
        .startsWith("FROM docker.io/library/rust:%s-%s AS build".formatted(version, suite))
        .contains("FROM docker.io/library/debian:" + suite + "-slim\n");
  }

  @Test
  void a_toolchain_file_chooses_the_image_and_stays_out_of_it() {
    InMemoryTree tree =
        app("rust-version = \"1.70\"\n")
            .with("rust-toolchain.toml", "[toolchain]\nchannel = \"1.86\"\n");

    assertThat(dockerfile(tree)).startsWith("FROM docker.io/library/rust:1.86-bookworm");
    assertThat(planned(tree).ignore()).contains("rust-toolchain.toml");
    assertThat(planned(tree).warnings()).noneMatch(w -> w.contains("rust-toolchain"));
  }

  @Test
  void a_toolchain_that_no_image_has_is_left_to_rustup() {
    InMemoryTree tree = app("").with("rust-toolchain", "nightly-2025-01-01\n");

    assertThat(planned(tree).ignore()).doesNotContain("rust-toolchain");
    assertThat(dockerfile(tree)).contains("COPY Cargo.toml Cargo.lock rust-toolchain ./");
    assertThat(evidence(planned(tree))).contains("rustup fetches the toolchain: rust-toolchain");
  }

  @Test
  void a_lock_file_that_the_oldest_compiler_cannot_read_gets_a_newer_one() {
    InMemoryTree tree =
        app("rust-version = \"1.70\"\n").with("Cargo.lock", "# generated\nversion = 4\n");

    assertThat(dockerfile(tree)).startsWith("FROM docker.io/library/rust:1.89-bookworm");
    assertThat(planned(tree).warnings()).anyMatch(w -> w.contains("cannot read"));
  }

  @Test
  void libraries_of_the_system_are_installed_by_the_lock_file() {
    InMemoryTree tree =
        app("").with("Cargo.lock", "version = 3\n[[package]]\nname = \"openssl-sys\"\n");

    assertThat(dockerfile(tree)).contains("recommends ca-certificates libssl3\n");
    assertThat(dockerfile(tree.with(".rust-version", "1.59.0")))
        .contains("recommends ca-certificates libssl1.1\n");
  }

  @Test
  void a_build_of_ones_own_may_put_its_program_anywhere() {
    assertThat(dockerfile(planned(app(""), commands(null, "make", "./out/web"))))
        .contains("COPY --chown=1000:1000 --from=build /app /app\n")
        .contains(" make\n")
        .endsWith("CMD [\"./out/web\"]\n");
  }

  @Test
  void a_missing_lock_file_is_warned_about() {
    assertThat(planned(app("").without("Cargo.lock")).warnings())
        .anyMatch(w -> w.contains("no Cargo.lock"));
  }
}
