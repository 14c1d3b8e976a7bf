package dev.clickdeploy.adapter.railpack.shell;

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
import org.junit.jupiter.params.provider.ValueSource;

class ShellProviderTest {
  private static InMemoryTree script(String text) {
    return InMemoryTree.of(Map.of("start.sh", text));
  }

  @Test
  void a_script_runs_on_debian_in_a_single_stage() {
    BuildPlan plan = planned(script("#!/bin/bash\necho hi\n"));

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/debian:trixie-slim
            ENV PORT=3000
            COPY --chown=1000:1000 . /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/debian:trixie-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["bash", "start.sh"]
            """);
    assertThat(evidence(plan))
        .isEqualTo(
            """
            provider shell: there is start.sh
            run it by bash: its first line names bash
            start by `bash start.sh`: the script
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "#!/bin/sh, sh",
    "#! /usr/bin/env bash, bash",
    "#!/usr/bin/env -S bash -eu, bash",
    "#!/bin/dash, sh",
    "#!/usr/local/bin/zsh, zsh",
    "#!/usr/bin/env fish, fish",
    "#!/bin/ksh, ksh",
    "echo no interpreter, sh",
    "#!/usr/bin/python3, sh",
  })
  void the_first_line_names_the_interpreter(String line, String interpreter) {
    assertThat(planned(script(line + "\n")).recipe().start()).isEqualTo(interpreter + " start.sh");
  }

  @Test
  void a_shell_that_debian_lacks_is_installed_and_an_unknown_one_is_warned_about() {
    assertThat(dockerfile(script("#!/bin/zsh\n")))
        .contains("apt-get install --yes --no-install-recommends zsh\n");
    assertThat(planned(script("#!/usr/bin/python3\n")).warnings())
        .anyMatch(warning -> warning.contains("names python3 as its interpreter"));
  }

  @Test
  void commands_of_the_settings_get_a_stage_before() {
    assertThat(dockerfile(planned(script(""), commands("./get", "make", "./run --x"))))
        .isEqualTo(
            """
            FROM docker.io/library/debian:trixie-slim AS build
            WORKDIR /app
            COPY . .
            RUN ./get
            RUN make

            FROM docker.io/library/debian:trixie-slim
            ENV PORT=3000
            COPY --chown=1000:1000 --from=build /app /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/debian:trixie-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["./run", "--x"]
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.sh", "../start.sh", "a;b", "a\\nRUN x"})
  void a_script_that_is_not_there_is_refused(String path) {
    assertThat(refused(script(""), variables(Map.of("RAILPACK_SHELL_SCRIPT", path))).message())
        .contains("RAILPACK_SHELL_SCRIPT names");
  }

  @Test
  void tools_of_version_managers_are_warned_about() {
    assertThat(
            planned(script(""), variables(Map.of("RAILPACK_PACKAGES", "jq python@3"))).warnings())
        .anyMatch(warning -> warning.startsWith("jq, python: asked for"));
  }
}
