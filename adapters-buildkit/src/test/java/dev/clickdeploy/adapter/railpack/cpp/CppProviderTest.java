package dev.clickdeploy.adapter.railpack.cpp;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CppProviderTest {
  private static InMemoryTree cmake(String text) {
    return InMemoryTree.of(Map.of("CMakeLists.txt", text));
  }

  @Test
  void a_program_is_built_on_debian_and_runs_without_the_compiler() {
    String text = dockerfile(cmake("project(web)\nadd_executable(web main.cpp)\n"));

    assertThat(text)
        .startsWith("FROM docker.io/library/debian:trixie-slim AS build\n")
        .contains("--no-install-recommends g++ cmake ninja-build\n")
        .contains("--no-install-recommends ca-certificates libstdc++6\n")
        .endsWith(
            """
            ENV PORT=3000
            COPY --chown=1000:1000 --from=build /build /build
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/debian:trixie-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["/build/web"]
            """);
  }

  @Test
  void the_program_is_the_projects_else_the_first_that_is_no_test() {
    assertThat(
            planned(
                    cmake("project(shop)\nadd_subdirectory(src)\n")
                        .with("src/CMakeLists.txt", "add_executable(${PROJECT_NAME} a.cpp)\n"))
                .recipe()
                .start())
        .isEqualTo("/build/src/shop");
    assertThat(
            planned(
                    cmake(
                        "add_executable(unit_test a.cpp)\n"
                            + "add_executable(b b.cpp)\n"
                            + "ADD_EXECUTABLE(c c.cpp)"))
                .recipe()
                .start())
        .isEqualTo("/build/b");
    assertThat(planned(cmake("add_executable(b b.cpp)\nadd_executable(c c.cpp)")).warnings())
        .anyMatch(w -> w.startsWith("there are the programs b, c, and b is started"));
  }

  @Test
  void meson_names_its_program_in_quotes() {
    assertThat(
            planned(
                    InMemoryTree.of(
                        Map.of("meson.build", "project('a', 'c')\nexecutable('tool', 'a.c')\n")))
                .recipe()
                .start())
        .isEqualTo("/build/tool");
  }

  @Test
  void a_program_without_a_readable_name_needs_a_start_command() {
    InMemoryTree tree = cmake("add_executable(${UNKNOWN} a.cpp)\n");

    assertThat(refused(tree).message()).startsWith("CMakeLists.txt makes no program");
    assertThat(planned(tree, commands(null, null, "/build/x")).recipe().start())
        .isEqualTo("/build/x");
  }

  @Test
  void a_version_that_debian_has_not_is_warned_about() {
    assertThat(
            planned(cmake("add_executable(a a.cpp)").with(".tool-versions", "cmake 4.0.1\n"))
                .warnings())
        .containsExactly(".tool-versions asks for cmake '4.0.1', and it is Debian's");
  }
}
