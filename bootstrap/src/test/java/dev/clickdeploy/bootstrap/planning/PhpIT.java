package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A PHP app with an autoloader of Composer and assets of Node.js, built and run on stand-ins of the
 * official images. Packagist cannot be reached everywhere, so it has no package of others.
 */
class PhpIT {
  private static final InMemoryTree APP =
      InMemoryTree.of(
          Map.of(
              "composer.json",
              """
              {"name":"trial/app","require":{"ext-bcmath":"*"},
               "autoload":{"psr-4":{"Trial\\\\":"src/"}}}
              """,
              "composer.lock",
              """
              {"content-hash":"0","packages":[],"packages-dev":[],"aliases":[],
               "minimum-stability":"stable","stability-flags":{},"prefer-stable":false,
               "prefer-lowest":false,"platform":{"ext-bcmath":"*"},"platform-dev":{}}
              """,
              "src/Words.php",
              "<?php\nnamespace Trial;\nclass Words { const HELLO = 'greetings from PHP'; }\n",
              "public/index.php",
              """
              <?php
              require __DIR__ . '/../vendor/autoload.php';
              echo Trial\\Words::HELLO, ' ', bcadd('1', '2'), ' ', $_SERVER['REQUEST_URI'];
              """,
              "package.json",
              "{\"scripts\":{\"build\":\"node build.js\"}}",
              "package-lock.json",
              "{\"lockfileVersion\":3,\"packages\":{\"\":{}}}",
              "build.js",
              "require('fs').writeFileSync('public/asset.txt', 'an asset');\n"));

  @Test
  void an_app_is_served_as_nobody_special_with_its_assets_and_heeds_the_stop_signal() {
    try (Trial trial = Trial.of("php", APP)) {
      assertThat(trial.get("/")).isEqualTo("greetings from PHP 3 /");
      assertThat(trial.get("/a/route")).isEqualTo("greetings from PHP 3 /a/route");
      assertThat(trial.get("/asset.txt")).isEqualTo("an asset");
      assertThat(trial.get("/.env")).doesNotContain("greetings");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.stop()).isZero();
    }
  }

  @Test
  void plain_files_are_served_and_hide_what_is_not_for_visitors() {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("index.php", "<?php echo 6 * 7;", ".env", "SECRET=x", "a.txt", "a"));

    try (Trial trial = Trial.of("php-plain", tree)) {
      assertThat(trial.get("/")).isEqualTo("42");
      assertThat(trial.get("/a.txt")).isEqualTo("a");
      assertThat(trial.get("/.env")).doesNotContain("SECRET");
    }
  }
}
