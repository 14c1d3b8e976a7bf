package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The extensions that an app needs beyond those of the official image. */
record Extensions(List<Extension> added) {
  private static final String OPTION = "PHP_EXTENSIONS";
  private static final Map<String, String> DATABASES =
      Map.of(
          "mysql",
          "pdo_mysql",
          "mariadb",
          "pdo_mysql",
          "pgsql",
          "pdo_pgsql",
          "postgres",
          "pdo_pgsql",
          "postgresql",
          "pdo_pgsql");
  private static final Set<String> DRIVERS =
      Set.of(
          "CACHE_STORE", "CACHE_DRIVER", "QUEUE_CONNECTION", "SESSION_DRIVER", "BROADCAST_DRIVER");

  Extensions {
    added = List.copyOf(added);
  }

  static Extensions of(App app, Optional<ComposerJson> composer) {
    Map<String, String> wanted = new TreeMap<>();
    for (String word : app.settings().option(OPTION).orElse("").split("[\\s,]+")) {
      want(wanted, word.replaceFirst("^ext-", ""), "RAILPACK_" + OPTION);
    }
    composer.ifPresent(
        json -> json.extensions().forEach(name -> want(wanted, name, "composer requires it")));
    database(app).ifPresent(name -> want(wanted, name, "DB_CONNECTION"));
    if (usesRedis(app) && composer.filter(json -> json.uses("predis/predis")).isEmpty()) {
      want(wanted, "redis", "the variables name Redis");
    }
    List<Extension> added = new ArrayList<>();
    wanted.forEach((name, because) -> add(app, name, because, added));
    return new Extensions(added);
  }

  private static void want(Map<String, String> wanted, String name, String because) {
    if (!name.isEmpty()) {
      wanted.putIfAbsent(name, because);
    }
  }

  private static void add(App app, String name, String because, List<Extension> added) {
    Optional<Extension> known = Extension.named(name);
    known.ifPresent(
        extension -> {
          added.add(extension);
          app.notes().because("extension " + name, because);
        });
    if (known.isEmpty() && !Extension.isBuiltIn(name)) {
      app.notes()
          .warn(
              "the extension %s is not known here, so it is not installed (%s)"
                  .formatted(shown(name), because));
    }
  }

  private static Optional<String> database(App app) {
    return Optional.ofNullable(app.settings().variables().get("DB_CONNECTION"))
        .or(() -> DotEnv.value(app.files(), "DB_CONNECTION"))
        .map(DATABASES::get);
  }

  private static boolean usesRedis(App app) {
    Map<String, String> variables = app.settings().variables();
    return variables.containsKey("REDIS_HOST")
        || variables.containsKey("REDIS_URL")
        || DRIVERS.stream().anyMatch(name -> "redis".equals(variables.get(name)));
  }

  /** Debian packages with their libraries. */
  List<String> packages() {
    Set<String> packages = new TreeSet<>();
    added.forEach(extension -> packages.addAll(extension.packages()));
    return List.copyOf(packages);
  }

  /** What installs them: one command for PHP's own, one for those from PECL. */
  List<ShellCommand> commands() {
    List<String> own = new ArrayList<>();
    List<String> configured = new ArrayList<>();
    List<String> pecl = new ArrayList<>();
    for (Extension extension : added) {
      (extension.pecl() ? pecl : own).add(extension.name());
      if (!extension.options().isEmpty()) {
        configured.add(
            "docker-php-ext-configure %s %s && ".formatted(extension.name(), extension.options()));
      }
    }
    List<ShellCommand> commands = new ArrayList<>();
    if (!own.isEmpty()) {
      commands.add(
          new ShellCommand(
              String.join("", configured)
                  + "docker-php-ext-install -j\"$(nproc)\" "
                  + String.join(" ", own)));
    }
    if (!pecl.isEmpty()) {
      String names = String.join(" ", pecl);
      commands.add(
          new ShellCommand(
              "pecl install %s && docker-php-ext-enable %s && rm -rf /tmp/pear"
                  .formatted(names, names)));
    }
    return commands;
  }

  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }
}
