package dev.clickdeploy.adapter.railpack.ruby;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RubyDockerfileTest {
  private static final InMemoryTree RACK =
      InMemoryTree.of(
          Map.of(
              "Gemfile", "source \"https://rubygems.org\"\ngem \"rack\"\n",
              "Gemfile.lock", lock("rack (2.2.9)"),
              "config.ru", ""));
  private static final InMemoryTree RAILS =
      RACK.with("Gemfile.lock", lock("rails (8.0.1)", "propshaft (1.1.0)", "bootsnap (1.18.0)"))
          .with("config/application.rb", "class Application < Rails::Application\nend\n")
          .with("bin/rails", "");

  @Test
  void a_rack_app_is_built_in_the_large_image_and_runs_in_the_small_one() {
    BuildPlan plan = planned(RACK);

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/ruby:3.4 AS build
            WORKDIR /app
            ENV BUNDLE_FROZEN=true BUNDLE_GLOBAL_GEM_CACHE=true BUNDLE_WITHOUT=development:test RACK_ENV=production
            COPY Gemfile Gemfile.lock ./
            RUN --mount=type=cache,target=/root/.bundle/cache bundle install
            COPY . .

            FROM docker.io/library/ruby:3.4-slim
            RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install --yes --no-install-recommends libjemalloc2
            ENV PORT=3000 BUNDLE_FROZEN=true BUNDLE_WITHOUT=development:test RACK_ENV=production HOME=/app LD_PRELOAD=libjemalloc.so.2 MALLOC_ARENA_MAX=2
            COPY --from=build /usr/local/bundle /usr/local/bundle
            COPY --chown=1000:1000 --from=build /app /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/ruby:3.4-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["/bin/sh", "-c", "exec bundle exec rackup config.ru -o 0.0.0.0 -p ${PORT:-3000}"]
            """);
    assertThat(plan.warnings()).isEmpty();
    assertThat(evidence(plan))
        .isEqualTo(
            """
            provider ruby: there is Gemfile
            Ruby 3.4: nothing asks for another version
            install by `bundle install`: there is a Gemfile.lock
            start `bundle exec rackup config.ru -o 0.0.0.0 -p ${PORT:-3000}`: there is a config.ru
            """);
  }

  @Test
  void rails_builds_its_assets_with_a_key_that_the_image_does_not_get() {
    String text = dockerfile(RAILS);

    assertThat(text)
        .contains(
            "bundle exec bootsnap precompile --gemfile\n",
            "RUN bundle exec rake assets:precompile\n"
                + "RUN bundle exec bootsnap precompile app/ lib/\n",
            "RAILS_ENV=production",
            "RAILS_LOG_TO_STDOUT=1")
        .endsWith("exec bundle exec bin/rails server -b 0.0.0.0 -p ${PORT:-3000}\"]\n");
    assertThat(text.substring(0, text.indexOf("-slim"))).contains("SECRET_KEY_BASE");
    assertThat(text.substring(text.indexOf("-slim"))).doesNotContain("SECRET_KEY_BASE");
    assertThat(planned(RAILS).recipe().framework()).isEqualTo("rails");
  }

  @Test
  void an_api_of_rails_has_no_assets() {
    assertThat(dockerfile(RAILS.with("Gemfile.lock", lock("rails (8.0.1)"))))
        .doesNotContain("assets:precompile")
        .doesNotContain("bootsnap");
  }

  @Test
  void packages_of_node_build_the_assets_of_rails_and_are_gone_afterwards() {
    InMemoryTree tree =
        RAILS
            .with(
                "package.json",
                "{\"scripts\":{\"build\":\"esbuild\"},\"dependencies\":{\"a\":\"1\"}}")
            .with("yarn.lock", "");

    String text = dockerfile(tree);

    assertThat(text)
        .contains(
            "COPY --from=docker.io/library/node:22-slim /usr/local/bin/node /usr/local/bin/node\n",
            "npm install --global --force yarn@1\n",
            " yarn install --frozen-lockfile\n",
            "RUN rm -rf node_modules\n")
        .doesNotContain("yarn run build");
    assertThat(text.substring(text.indexOf("ruby:3.4-slim"))).doesNotContain("node");
  }

  @Test
  void node_stays_where_ruby_calls_it() {
    String execjs = dockerfile(RACK.with("Gemfile.lock", lock("execjs (2.9.1)")));

    assertThat(execjs.split("--from=docker.io/library/node:22-slim", -1)).hasSize(3);
    assertThat(execjs).contains("libatomic1 libjemalloc2").doesNotContain("npm");
    String packages = dockerfile(RACK.with("package.json", "{\"dependencies\":{\"a\":\"1\"}}"));
    assertThat(packages.substring(packages.indexOf("ruby:3.4-slim")))
        .contains("/usr/local/bin/node");
    assertThat(packages).doesNotContain("rm -rf node_modules");
  }

  @Test
  void a_version_whose_debian_is_gone_gets_no_package_of_it() {
    assertThat(dockerfile(RACK.with(".ruby-version", "2.6.6\n")))
        .contains("FROM docker.io/library/ruby:2.6.6-slim\nENV")
        .doesNotContain("jemalloc");
  }

  @Test
  void gems_bring_the_packages_that_they_need() {
    InMemoryTree tree = RACK.with("Gemfile.lock", lock("pg (1.5.4)", "ruby-vips (2.2.1)"));

    assertThat(dockerfile(tree))
        .contains(
            "--no-install-recommends libvips-dev\n",
            "--no-install-recommends libjemalloc2 libpq5 libvips\n");
    assertThat(evidence(planned(tree))).contains("libpq5 in the image: the gem pg needs it");
  }

  @Test
  void gems_in_the_repository_come_before_the_installation() {
    InMemoryTree tree =
        RACK.with("Gemfile", "gem 'words', path: './engines/words' # ours\n")
            .with("engines/words/words.gemspec", "")
            .with("vendor/cache/rack-2.2.9.gem", "");

    assertThat(dockerfile(tree))
        .contains("COPY engines/words/ ./engines/words/\nCOPY vendor/cache/ ./vendor/cache/\nRUN");
    assertThat(dockerfile(RACK.with("Gemfile", "gemspec\n"))).contains("COPY . .\nRUN --mount");
    assertThat(dockerfile(RACK.with("Gemfile", "gem 'x', path: '../$(id)'\n")))
        .contains("COPY . .\nRUN --mount")
        .doesNotContain("$(id)");
  }

  @Test
  void lock_files_that_are_missing_or_of_another_system_are_warned_about() {
    assertThat(planned(RACK.without("Gemfile.lock")).warnings())
        .singleElement()
        .asString()
        .contains("no Gemfile.lock");
    assertThat(dockerfile(RACK.without("Gemfile.lock"))).doesNotContain("BUNDLE_FROZEN");
    String mac = "GEM\n  specs:\n    rack (3)\n\nPLATFORMS\n  arm64-darwin-23\n\nDEPENDENCIES\n";
    assertThat(planned(RACK.with("Gemfile.lock", mac)).warnings())
        .singleElement()
        .asString()
        .contains("arm64-darwin-23", "bundle lock --add-platform");
  }

  @Test
  void each_start_command_gives_way_to_a_stronger_one() {
    InMemoryTree tree = RACK.without("config.ru").with("main.rb", "");
    assertThat(start(planned(tree))).isEqualTo("bundle exec ruby main.rb");
    assertThat(start(planned(tree.with("app.rb", "")))).isEqualTo("bundle exec ruby app.rb");
    assertThat(start(planned(RACK.with("app.rb", "")))).contains("rackup config.ru");
    assertThat(start(planned(RACK.with("Gemfile.lock", lock("rack (3.1.0)", "puma (6.4.0)")))))
        .isEqualTo("bundle exec puma -b tcp://0.0.0.0:${PORT:-3000}");
    assertThat(start(planned(RAILS))).contains("bin/rails server");
    assertThat(start(planned(RAILS.without("bin/rails")))).contains("exec rails server");
    assertThat(start(planned(RAILS.with("Procfile", "web: puma\n")))).isEqualTo("puma");
    assertThat(start(planned(RAILS, commands(null, null, "mine")))).isEqualTo("mine");
    assertThat(refused(RACK.without("config.ru")).message()).contains("config.ru", "app.rb");
  }

  @Test
  void a_gemfile_for_tools_leaves_the_app_to_node() {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("Gemfile", "", "package.json", "{\"main\":\"a.js\"}", "a.js", ""));

    assertThat(planned(tree).provider()).isEqualTo("node");
  }

  @Test
  void settings_replace_commands_and_add_packages_and_variables() {
    BuildSettings settings =
        commands("bin/setup", "... ", null)
            .with(
                new PlanOverrides(
                    null,
                    Map.of("ruby", "3.3"),
                    List.of("make"),
                    List.of("ffmpeg"),
                    Map.of("A", "$x")));

    assertThat(dockerfile(planned(RACK, settings)))
        .contains(
            "FROM docker.io/library/ruby:3.3 AS build\n",
            "--no-install-recommends make\n",
            "COPY . .\nRUN --mount=type=cache,target=/root/.bundle/cache bin/setup\n",
            "--no-install-recommends ffmpeg libjemalloc2\n",
            "A=\"\\$x\"");
  }

  @Test
  @Timeout(60)
  void huge_and_broken_files_are_read_over_and_inject_nothing() {
    String evil =
        "ruby '3.3'; RUN id\nruby \"$(id)\"\ngem \"x\\nRUN id\"\n" + "gem 'a'\n".repeat(80_000);
    assertThat(dockerfile(RACK.with("Gemfile", evil))).doesNotContainPattern("(?m)^RUN id");
    assertThat(dockerfile(RACK.with("Gemfile", " ".repeat(10_000_000)))).contains("ruby:3.4-slim");
    assertThat(dockerfile(RACK.with("Gemfile.lock", "    a (1)\n".repeat(100_000))))
        .contains("ruby:3.4-slim");
    assertThat(dockerfile(RACK.with("Gemfile.lock", "BUNDLED WITH\n   2.3.7; id\n   $(id)\n")))
        .doesNotContain("gem install")
        .doesNotContain("id)");
    assertThat(dockerfile(RACK.with("Gemfile", new byte[] {(byte) 0xff, 0, (byte) 0xfe})))
        .contains("ruby:3.4-slim");
  }

  private static String start(BuildPlan plan) {
    return String.valueOf(plan.recipe().start());
  }

  private static String lock(String... gems) {
    return "GEM\n  remote: https://rubygems.org/\n  specs:\n    "
        + String.join("\n    ", gems)
        + "\n\nPLATFORMS\n  ruby\n  x86_64-linux\n";
  }
}
