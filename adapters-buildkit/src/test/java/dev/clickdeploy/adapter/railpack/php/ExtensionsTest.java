package dev.clickdeploy.adapter.railpack.php;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
  private static final InMemoryTree PLAIN = InMemoryTree.of(Map.of("index.php", "<?php\n"));

  @Test
  void extensions_of_the_app_and_of_its_packages_are_installed_with_their_libraries() {
    InMemoryTree tree =
        PLAIN
            .with("composer.json", "{\"require\":{\"ext-gd\":\"*\",\"ext-json\":\"*\"}}")
            .with(
                "composer.lock",
                """
                {"packages":[{"name":"a/b","require":{"ext-intl":"*"},"suggest":{"ext-ldap":"*"}}],
                 "packages-dev":[{"name":"c/d","require":{"ext-xsl":"*"}}]}
                """);

    assertThat(dockerfile(tree))
        .contains(
            "libfreetype-dev libicu-dev libjpeg62-turbo-dev libpng-dev libwebp-dev\n",
            "RUN docker-php-ext-configure gd --with-freetype --with-jpeg --with-webp"
                + " && docker-php-ext-install -j\"$(nproc)\" gd intl\n")
        .doesNotContain("ldap")
        .doesNotContain("xsl")
        .doesNotContain("ext-install -j\"$(nproc)\" json");
    assertThat(evidence(planned(tree))).contains("extension intl: composer requires it");
  }

  @Test
  void extensions_of_pecl_are_told_apart() {
    assertThat(file(Map.of("RAILPACK_PHP_EXTENSIONS", "redis, imagick bcmath")))
        .contains(
            "--no-install-recommends libmagickwand-dev\n",
            "RUN docker-php-ext-install -j\"$(nproc)\" bcmath\n",
            "RUN pecl install imagick redis && docker-php-ext-enable imagick redis"
                + " && rm -rf /tmp/pear\n");
  }

  @Test
  void the_library_of_ldap_is_looked_for_where_debian_has_it() {
    assertThat(file(Map.of("RAILPACK_PHP_EXTENSIONS", "ldap")))
        .contains(
            "docker-php-ext-configure ldap --with-libdir=lib/$(gcc -dumpmachine)"
                + " && docker-php-ext-install");
  }

  @Test
  void databases_and_redis_are_known_by_their_variables() {
    assertThat(file(Map.of("DB_CONNECTION", "pgsql"))).contains("pdo_pgsql\n", "libpq-dev");
    assertThat(file(Map.of("REDIS_URL", "redis://x"))).contains("pecl install redis");
    assertThat(file(Map.of("CACHE_STORE", "redis"))).contains("pecl install redis");
    assertThat(dockerfile(PLAIN.with(".env.example", "APP=1\nDB_CONNECTION=\"mysql\"\n")))
        .contains("pdo_mysql\n");
    assertThat(dockerfile(PLAIN.with(".env.example", "DB_CONNECTION=sqlite\n")))
        .doesNotContain("ext-install");
  }

  @Test
  void an_unknown_extension_is_warned_about_and_never_written() {
    String evil = "x\"$(touch pwned)";
    InMemoryTree tree =
        PLAIN.with("composer.json", "{\"require\":{\"ext-x\\\"$(touch pwned)\":\"*\"}}");

    assertThat(planned(tree).warnings()).anyMatch(warning -> warning.contains(evil));
    assertThat(dockerfile(tree)).doesNotContain("touch");
  }

  private static String file(Map<String, String> variables) {
    return dockerfile(
        planned(
            PLAIN,
            BuildSettings.DETECT.with(
                new PlanOverrides(null, Map.of(), List.of(), List.of(), variables))));
  }
}
