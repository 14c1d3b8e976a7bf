package dev.clickdeploy.adapter.railpack.php;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
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

class PhpDockerfileTest {
  private static final InMemoryTree PLAIN = InMemoryTree.of(Map.of("index.php", "<?php\n"));
  private static final InMemoryTree COMPOSER =
      PLAIN.with("composer.json", "{\"require\":{\"php\":\"^8.3\"}}").with("composer.lock", "{}");
  private static final InMemoryTree LARAVEL =
      COMPOSER
          .without("index.php")
          .with("artisan", "")
          .with("public/index.php", "")
          .with("package.json", "{\"scripts\":{\"build\":\"vite build\"}}")
          .with("package-lock.json", "{}");

  @Test
  void plain_files_are_one_stage_served_by_apache() {
    BuildPlan plan = planned(PLAIN);

    assertThat(dockerfile(plan))
        .startsWith(
            """
            FROM docker.io/library/php:8.4-apache
            RUN a2enmod rewrite headers expires && mv\
            """)
        .contains("'Listen ${PORT}'", "DocumentRoot \"/app\"", "FallbackResource /index.php")
        .endsWith(
            """
            ENV PORT=8080
            COPY --chown=1000:1000 . /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/php:8.4-apache
            EXPOSE 8080
            STOPSIGNAL SIGWINCH
            CMD ["apache2-foreground"]
            """);
    assertThat(plan.summary()).isEqualTo("PHP 8.4, served by Apache");
    assertThat(plan.port()).isEqualTo(8080);
    assertThat(plan.recipe().packageManager()).isNull();
    assertThat(plan.ignore()).doesNotContain("vendor");
  }

  @Test
  void packages_are_installed_before_the_sources_come_and_loaded_after() {
    assertThat(dockerfile(COMPOSER))
        .contains("FROM docker.io/library/php:8.3-apache AS base\n")
        .contains(
            """
            COPY --from=docker.io/library/composer:2 /usr/bin/composer /usr/bin/composer
            WORKDIR /app
            ENV COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_CACHE_DIR=/root/.cache/composer
            COPY composer.json composer.lock ./
            RUN --mount=type=cache,target=/root/.cache/composer composer install --no-dev --no-scripts --no-autoloader --no-interaction --no-progress
            COPY . .
            RUN --mount=type=cache,target=/root/.cache/composer composer dump-autoload --no-dev --optimize --no-scripts --no-interaction

            FROM base
            ENV PORT=8080
            COPY --chown=1000:1000 --from=build /app /app
            """);
    assertThat(planned(COMPOSER).ignore()).contains("vendor");
  }

  @Test
  void laravel_builds_its_assets_and_prepares_itself_when_it_starts() {
    BuildPlan plan = planned(LARAVEL);

    assertThat(dockerfile(plan))
        .contains(
            "COPY --from=docker.io/library/node:22-slim /usr/local/bin/node /usr/local/bin/node\n",
            "COPY composer.json composer.lock ./\nCOPY package.json package-lock.json ./\n",
            " npm ci\nCOPY . .\n",
            " npm run build\nRUN rm -rf node_modules\n",
            "DocumentRoot \"/app/public\"",
            "ENV PORT=8080 LOG_CHANNEL=stderr\n")
        .endsWith(
            "CMD [\"/bin/sh\", \"-c\", \"php artisan migrate --force && php artisan optimize"
                + " && exec apache2-foreground\"]\n");
    assertThat(plan.summary()).isEqualTo("PHP 8.3, laravel, served by Apache");
    assertThat(dockerfile(planned(LARAVEL, option("RAILPACK_SKIP_MIGRATIONS", "true"))))
        .doesNotContain("migrate")
        .contains("php artisan optimize && exec apache2-foreground");
  }

  @Test
  void symfony_runs_its_own_scripts_for_production() {
    InMemoryTree tree =
        LARAVEL
            .without("artisan")
            .without("package.json")
            .without("package-lock.json")
            .with(
                "composer.json",
                "{\"require\":{\"symfony/framework-bundle\":\"7.*\"},"
                    + "\"scripts\":{\"post-install-cmd\":[\"@auto-scripts\"]}}");

    assertThat(dockerfile(tree))
        .contains(
            "composer run-script --no-dev post-install-cmd\n",
            "ENV PORT=8080 APP_ENV=prod\n",
            "DocumentRoot \"/app/public\"")
        .endsWith("CMD [\"apache2-foreground\"]\n");
    assertThat(planned(tree).recipe().framework()).isEqualTo("symfony");
  }

  @Test
  void a_start_command_runs_instead_of_apache() {
    BuildPlan plan = planned(COMPOSER.with("Procfile", "worker: php worker.php\n"));

    assertThat(dockerfile(plan))
        .doesNotContain("Listen")
        .contains("STOPSIGNAL SIGTERM")
        .endsWith("CMD [\"php\", \"worker.php\"]\n");
    assertThat(plan.summary()).isEqualTo("PHP 8.3, started by `php worker.php`");
  }

  @Test
  void herokus_web_server_becomes_apache() {
    BuildPlan plan =
        planned(LARAVEL.with("Procfile", "web: vendor/bin/heroku-php-apache2 public/\n"));

    assertThat(plan.summary()).endsWith("served by Apache");
    assertThat(plan.warnings()).anyMatch(warning -> warning.contains("Heroku"));
  }

  @Test
  void the_directory_to_serve_is_found_or_named() {
    assertThat(dockerfile(PLAIN.with("web/index.php", ""))).contains("DocumentRoot \"/app/web\"");
    assertThat(
            dockerfile(
                planned(PLAIN.with("x/a.php", ""), option("RAILPACK_PHP_ROOT_DIR", "/app/x"))))
        .contains("DocumentRoot \"/app/x\"");
    assertThat(
            dockerfile(
                InMemoryTree.of(Map.of("composer.json", "{}", "index.html", "", "send.php", ""))))
        .contains("DocumentRoot \"/app\"");
    for (String wrong : List.of("../..", "nothing", "a\"b", "$(id)")) {
      assertThat(refused(PLAIN, option("RAILPACK_PHP_ROOT_DIR", wrong)).message())
          .contains("RAILPACK_PHP_ROOT_DIR");
    }
  }

  @Test
  void nothing_to_serve_is_refused_and_tools_of_a_node_app_are_not_taken_for_one() {
    InMemoryTree tools = InMemoryTree.of(Map.of("composer.json", "{}"));

    assertThat(refused(tools).message()).contains("public/index.php");
    assertThat(
            planned(
                    tools
                        .with("package.json", "{\"scripts\":{\"start\":\"node a.js\"}}")
                        .with("a.js", ""))
                .provider())
        .isEqualTo("node");
  }

  @Test
  void settings_replace_commands_and_add_packages_variables_and_ini() {
    BuildSettings settings =
        commands("composer update", "... ", "php -S 0.0.0.0:8080")
            .with(
                new PlanOverrides(
                    null, Map.of(), List.of("make"), List.of("ffmpeg"), Map.of("APP_DEBUG", "0")));

    assertThat(dockerfile(planned(COMPOSER.with("php.ini", "memory_limit=1G\n"), settings)))
        .contains(
            "--no-install-recommends ffmpeg\n",
            "COPY php.ini /usr/local/etc/php/conf.d/zz-app.ini\n",
            "--no-install-recommends git make unzip\n",
            "COPY . .\nRUN --mount=type=cache,target=/root/.cache/composer composer update\n",
            "ENV PORT=8080 APP_DEBUG=0\n",
            "CMD [\"php\", \"-S\", \"0.0.0.0:8080\"]");
  }

  @Test
  void packages_of_the_repository_need_it_before_they_are_installed() {
    InMemoryTree tree =
        COMPOSER.with(
            "composer.json", "{\"repositories\":[{\"type\":\"path\",\"url\":\"packages/*\"}]}");

    assertThat(dockerfile(tree)).contains("COPY . .\nRUN --mount").doesNotContain("COPY composer");
  }

  @Test
  @Timeout(60)
  void huge_deep_and_broken_manifests_are_refused_or_read_over() {
    assertThat(refused(PLAIN.with("composer.json", "{")).message()).contains("not valid JSON");
    assertThat(refused(PLAIN.with("composer.json", " ".repeat(10_000_000))).message())
        .contains("longer than 1 MB");
    assertThat(refused(PLAIN.with("composer.json", "[".repeat(500_000))).message())
        .contains("not valid JSON");
    assertThat(dockerfile(COMPOSER.with("composer.lock", "[".repeat(500_000)))).contains("FROM");
    assertThat(dockerfile(COMPOSER.with("composer.lock", " ".repeat(10_000_000)))).contains("FROM");
    assertThat(
            dockerfile(
                COMPOSER.with("composer.json", "{\"require\":[1],\"scripts\":7,\"config\":\"x\"}")))
        .contains("php:8.4-apache");
  }

  private static BuildSettings option(String name, String value) {
    return BuildSettings.DETECT.with(
        new PlanOverrides(null, Map.of(), List.of(), List.of(), Map.of(name, value)));
  }
}
