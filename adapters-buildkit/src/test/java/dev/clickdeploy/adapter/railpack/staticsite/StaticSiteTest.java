package dev.clickdeploy.adapter.railpack.staticsite;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.Planning;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticSiteTest {
  private static final InMemoryTree SITE = InMemoryTree.of(Map.of("index.html", "<h1>hi</h1>"));

  @Test
  void a_site_is_served_by_caddy_without_its_dotfiles() {
    BuildPlan plan = planned(SITE);

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/caddy:2
            RUN printf '%s\\n' \\
                '{' \\
                '  admin off' \\
                '  auto_https off' \\
                '}' \\
                ':{$PORT:8080} {' \\
                '  root * /srv' \\
                '  encode gzip' \\
                '  @hidden {' \\
                '    path */.*' \\
                '    not path /.well-known/*' \\
                '  }' \\
                '  respond @hidden 404' \\
                '  try_files {path} {path}.html {path}/' \\
                '  file_server' \\
                '  handle_errors {' \\
                '    rewrite * /{err.status_code}.html' \\
                '    file_server' \\
                '  }' \\
                '}' \\
                > /etc/caddy/Caddyfile
            COPY . /srv/
            ENV PORT=8080 XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/caddy:2
            EXPOSE 8080
            STOPSIGNAL SIGTERM
            CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
            """);
    assertThat(plan.provider()).isEqualTo("staticfile");
    assertThat(plan.summary()).isEqualTo("static site from ., served by Caddy");
    assertThat(plan.port()).isEqualTo(8080);
    assertThat(plan.ignore()).contains("**/.git", "**/.env");
  }

  @Test
  void the_root_is_the_staticfiles_else_public_else_the_whole_tree() {
    assertThat(evidence(planned(SITE)))
        .isEqualTo(
            """
            provider staticfile: there is index.html
            static site from .: there is index.html
            Caddy 2: nothing asks for another version
            """);

    InMemoryTree withPublic = SITE.with("public/index.html", "");
    assertThat(dockerfile(withPublic)).contains("COPY public/ /srv/");

    InMemoryTree withStaticfile =
        withPublic
            .with("Staticfile", "root: \"my site/dist\" # built\n")
            .with("my site/dist/a", "");
    assertThat(dockerfile(withStaticfile)).contains("COPY [\"my site/dist/\", \"/srv/\"]");
    assertThat(evidence(planned(withStaticfile))).contains("there is Staticfile");
  }

  @Test
  void unknown_paths_get_the_index_only_when_the_staticfile_says_so() {
    assertThat(dockerfile(SITE.with("Staticfile", "index_fallback: true\n")))
        .contains("{path}/ /index.html'");
  }

  @Test
  void a_root_that_is_not_there_is_refused() {
    assertThat(refused(SITE.with("Staticfile", "root: dist\n")).message())
        .isEqualTo("Staticfile says root: dist, but there is no such directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../..", "/etc", "a$HOME", "a*", "a\\b", "[x]"})
  void a_root_that_leaves_the_repository_or_means_something_else_is_refused(String root) {
    assertThat(refused(SITE.with("Staticfile", "root: " + root + "\n")).message())
        .contains("'" + root + "'");
  }

  @Test
  void the_source_of_an_app_in_another_language_is_never_published() {
    assertThat(refused(SITE.with("composer.json", "{}")).message())
        .contains("nothing that could be served or started");
    assertThat(planned(SITE.with("composer.json", "{}").with("Staticfile", "root: .\n")).provider())
        .isEqualTo("staticfile");
  }

  @Test
  void a_site_whose_package_json_is_only_for_tools_is_still_a_site() {
    assertThat(planned(SITE.with("package.json", "{\"devDependencies\":{\"prettier\":\"3\"}}")))
        .extracting(BuildPlan::provider)
        .isEqualTo("staticfile");
  }

  @Test
  void commands_are_warned_about() {
    assertThat(planned(SITE, Planning.commands(null, "make", null)).warnings()).hasSize(1);
  }

  @Test
  void a_caddyfile_of_the_repository_takes_the_place_of_ours() {
    assertThat(dockerfile(SITE.with("Caddyfile", ":80 {\n root * /app\n file_server\n}\n")))
        .startsWith(
            """
            FROM docker.io/library/caddy:2
            WORKDIR /app
            COPY Caddyfile /etc/caddy/Caddyfile
            COPY . /app/
            """);
  }

  @Test
  void a_root_in_the_settings_comes_first() {
    InMemoryTree tree = SITE.with("Staticfile", "root: a\n").with("a/x", "").with("b/x", "");

    assertThat(
            dockerfile(planned(tree, Planning.variables(Map.of("RAILPACK_STATIC_FILE_ROOT", "b")))))
        .contains("COPY b/ /srv/");
  }
}
