package dev.clickdeploy.adapter.railpack.golang;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GoDockerfileTest {
  private static final InMemoryTree HELLO =
      InMemoryTree.of(
          Map.of(
              "go.mod", "module example.test/hello\n\ngo 1.25.3\n",
              "go.sum", "",
              "README.md", "",
              "main.go", "package main\n"));

  @Test
  void a_program_is_all_that_its_image_has() {
    BuildPlan plan = planned(HELLO);

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/golang:1.25.3 AS build
            WORKDIR /app
            ENV CGO_ENABLED=0
            COPY go.mod go.sum ./
            RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go mod download
            COPY . .
            RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build -ldflags="-w -s" -o out

            FROM docker.io/library/debian:trixie-slim
            ENV PORT=8080
            COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
            COPY --chown=1000:1000 --from=build /app/out /app/out
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/debian:trixie-slim
            EXPOSE 8080
            STOPSIGNAL SIGTERM
            CMD ["./out"]
            """);
    assertThat(plan.summary()).isEqualTo("Go 1.25.3, started by `./out`");
    assertThat(evidence(plan))
        .isEqualTo(
            """
            provider golang: there is go.mod
            Go 1.25.3: the go line of go.mod says '1.25.3'
            install by `go mod download`: there is a go.mod
            build by `go build -ldflags="-w -s" -o out`: main.go is of package main
            start `./out`: the program that is built
            only the program in the image: the repository has nothing but its source
            """);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void files_that_a_program_may_read_come_along() {
    assertThat(dockerfile(HELLO.with("templates/index.html", "")))
        .contains("COPY --chown=1000:1000 --from=build /app /app\n");
    assertThat(dockerfile(planned(HELLO, commands(null, null, "./out serve"))))
        .contains("--from=build /app /app\n")
        .endsWith("CMD [\"./out\", \"serve\"]\n");
  }

  @Test
  void vendored_modules_are_not_downloaded_and_stay_out_of_the_image() {
    InMemoryTree tree =
        HELLO.with("vendor/modules.txt", "# x\n").with("config.yaml", "").with("vendor/x/x.go", "");

    assertThat(dockerfile(tree))
        .doesNotContain("mod download")
        .contains("COPY . .\nRUN", "-o out\nRUN rm -rf vendor\n");
    assertThat(evidence(planned(tree))).contains("download no modules: they are in vendor/");
  }

  @Test
  void manifests_of_all_modules_come_before_the_download() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "go.work", "go 1.25\nuse (\n\t./api\n\t./lib/x\n)\n",
                "go.work.sum", "",
                "api/go.mod", "module api\n",
                "api/go.sum", "",
                "api/main.go", "package main\n",
                "lib/x/go.mod", "module x\n",
                "lib/testdata/go.mod", "module no\n"));

    assertThat(dockerfile(tree))
        .contains(
            """
            COPY go.work go.work.sum ./
            COPY api/go.mod api/go.sum ./api/
            COPY lib/x/go.mod ./lib/x/
            RUN\
            """);
  }

  @Test
  void a_workspace_whose_modules_need_each_other_is_downloaded_while_it_builds() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "go.work", "go 1.25\nuse ./web\nuse ./words\n",
                "web/go.mod", "module a.test/web\nrequire a.test/words v0.0.0\n",
                "web/main.go", "package main\n",
                "words/go.mod", "module a.test/words\n"));

    assertThat(dockerfile(tree)).doesNotContain("download").contains("COPY . .\nRUN", "./web\n");
    assertThat(evidence(planned(tree)))
        .contains("download modules while building: modules of the workspace need a.test/words");
    String replaced =
        "module a.test/web\nrequire a.test/words v0.0.0\nreplace a.test/words => ../words\n";
    assertThat(dockerfile(tree.with("web/go.mod", replaced))).contains("go mod download");
  }

  @Test
  void a_module_of_c_turns_cgo_on_and_a_framework_gets_its_mode() {
    InMemoryTree tree =
        HELLO.with(
            "go.mod",
            "module x\ngo 1.25\nrequire (\n\tgithub.com/mattn/go-sqlite3 v1.14.0\n"
                + "\tgithub.com/gin-gonic/gin v1.10.0\n)\n");

    assertThat(dockerfile(tree))
        .contains("ENV CGO_ENABLED=1 GIN_MODE=release\n", "ENV PORT=8080 GIN_MODE=release\n");
    assertThat(planned(tree).recipe().framework()).isEqualTo("gin");
    assertThat(evidence(planned(tree)))
        .contains("cgo: github.com/mattn/go-sqlite3 is written in C");
    assertThat(
            planned(HELLO.with("go.mod", "module x\ngo 1.25\n// not github.com/gofiber/fiberx\n")))
        .extracting(plan -> plan.recipe().framework())
        .isNull();
  }

  @Test
  void versions_come_from_the_file_that_pins_then_toolchain_then_the_oldest_allowed() {
    InMemoryTree tree = HELLO.with("go.mod", "module x\n\ngo 1.24\n\ntoolchain go1.25.4\n");

    assertThat(planned(HELLO.with("go.mod", "module x\n")).summary()).startsWith("Go 1.25,");
    assertThat(planned(HELLO.with("go.mod", "module x\r\ngo 1.24\r\n")).summary())
        .startsWith("Go 1.24,");
    assertThat(planned(tree).summary()).startsWith("Go 1.25.4,");
    assertThat(planned(tree.with(".go-version", "1.26.0\n")).summary()).startsWith("Go 1.26.0,");
    assertThat(planned(tree.with(".tool-versions", "golang 1.25.1\n")).summary())
        .startsWith("Go 1.25.1,");
  }

  @Test
  void settings_replace_commands_and_add_packages_and_variables() {
    BuildSettings settings =
        commands("make deps", "make", "bin/app")
            .with(
                new PlanOverrides(
                    null,
                    Map.of(),
                    List.of("make"),
                    List.of("ffmpeg"),
                    Map.of("CGO_ENABLED", "1")));

    assertThat(dockerfile(planned(HELLO, settings)))
        .contains(
            "--no-install-recommends make\n",
            "ENV CGO_ENABLED=1\nCOPY . .\nRUN",
            " make deps\n",
            " make\n",
            "--no-install-recommends ffmpeg\n",
            "CMD [\"bin/app\"]");
  }

  @Test
  void a_procfile_that_starts_what_nothing_makes_is_warned_about() {
    assertThat(planned(HELLO.with("Procfile", "web: bin/hello\n")).warnings())
        .singleElement()
        .asString()
        .contains("bin/hello", "./out");
    assertThat(planned(HELLO.with("Procfile", "web: ./out -v\n")).warnings()).isEmpty();
  }

  @Test
  void a_directory_called_out_gives_the_program_another_name() {
    assertThat(dockerfile(HELLO.with("out/keep", ""))).endsWith("CMD [\"./program\"]\n");
  }

  @Test
  @Timeout(60)
  void huge_and_broken_manifests_are_read_over_and_inject_nothing() {
    String evil = "module x\ngo 1.25\nRUN\u0000id\n" + "require a b\n".repeat(50_000);
    assertThat(dockerfile(HELLO.with("go.mod", evil))).doesNotContainPattern("(?m)^RUN.?id");
    assertThat(dockerfile(HELLO.with("go.mod", " ".repeat(10_000_000)))).contains("golang:1.25");
    assertThat(dockerfile(HELLO.with("go.mod", "go 1.25;id\ngo $(id)\n")))
        .contains("golang:1.25 ")
        .doesNotContain("id)");
    assertThat(dockerfile(HELLO.with("go.mod", new byte[] {(byte) 0xff, (byte) 0xfe, 0})))
        .contains("golang:1.25 ");
    assertThat(dockerfile(HELLO.with("$(id) [x]/go.mod", "module y\n")))
        .contains("ENV CGO_ENABLED=0\nCOPY . .\n")
        .doesNotContain("$(id)");
  }
}
