package dev.clickdeploy.adapter.railpack.node;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaticOutputTest {
  @Test
  void vite_and_create_react_app_are_served_from_where_they_build() {
    assertThat(served(app("vite build", "vite", ""))).contains("/app/dist/");
    assertThat(served(app("tsc && vite build --outDir out/site", "vite", "")))
        .contains("/app/out/site/");
    assertThat(
            served(app("node b.js", "vite", "").with("vite.config.ts", "build: { outDir: 'o' }")))
        .contains("/app/o/");
    assertThat(served(app("react-scripts build", "react-scripts", "react-scripts start")))
        .contains("/app/build/");
  }

  @Test
  void a_directory_outside_the_app_is_not_taken() {
    assertThat(served(app("vite build --outDir ../x", "vite", ""))).contains("/app/dist/");
  }

  @Test
  void a_staticfile_names_what_another_build_makes() {
    InMemoryTree tree = app("eleventy", "@11ty/eleventy", "").with("Staticfile", "root: _site\n");

    assertThat(served(tree)).contains("/app/_site/").contains("{path}/ /index.html");
    assertThat(served(tree.with("Staticfile", "root: _site\nindex_fallback: false\n")))
        .doesNotContain("/index.html");
  }

  @Test
  void an_app_that_starts_a_server_is_not_served_as_files() {
    assertThat(served(app("vite build", "vite", "node server.js"))).contains("CMD [\"node\"");
    assertThat(dockerfile(planned(app("vite build", "vite", ""), commands(null, null, "node x"))))
        .contains("CMD [\"node\", \"x\"]");
    assertThat(served(app("vite build", "vite", "").with("Procfile", "web: node y")))
        .contains("CMD [\"node\", \"y\"]");
  }

  @Test
  void settings_say_where_the_files_are_or_that_there_are_none() {
    InMemoryTree tree = app("make", "left-pad", "node x.js");

    assertThat(
            dockerfile(planned(tree, variables(Map.of("RAILPACK_SPA_OUTPUT_DIR", "public/out")))))
        .contains("/app/public/out/");
    assertThat(
            dockerfile(
                planned(
                    app("vite build", "vite", "").with("index.js", ""),
                    variables(Map.of("RAILPACK_NO_SPA", "1")))))
        .contains("CMD [\"node\", \"index.js\"]");
  }

  @Test
  void frameworks_that_render_on_a_server_run() {
    assertThat(served(app("next build", "next", "next start"))).contains("CMD [\"next\"");
    assertThat(served(app("react-router build", "@react-router/dev", "")))
        .contains("react-router-serve");
  }

  private static InMemoryTree app(String build, String dependency, String start) {
    return InMemoryTree.of(
        Map.of(
            "package.json",
            """
            {"scripts":{"build":"%s","start":"%s"},"devDependencies":{"%s":"1"}}
            """
                .formatted(build, start, dependency)));
  }

  private static String served(InMemoryTree tree) {
    return dockerfile(tree);
  }
}
