package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import java.util.Locale;
import java.util.Optional;

/** What an app is made with, as far as it is built or started otherwise for that. */
enum PhpFramework {
  LARAVEL,
  SYMFONY;

  static Optional<PhpFramework> of(App app, Optional<ComposerJson> composer) {
    Optional<PhpFramework> found = Optional.empty();
    if (app.files().has("artisan")) {
      found = Optional.of(LARAVEL);
      app.notes().because("framework laravel", "there is artisan");
    } else if (composer.flatMap(json -> json.required("symfony/framework-bundle")).isPresent()) {
      found = Optional.of(SYMFONY);
      app.notes().because("framework symfony", "composer.json requires symfony/framework-bundle");
    }
    return found;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
