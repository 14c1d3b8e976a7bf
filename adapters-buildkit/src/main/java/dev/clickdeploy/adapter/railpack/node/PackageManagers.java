package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The package manager: packageManager in package.json, else devEngines, else the lock file, else
 * engines, else npm (Railpack, core/providers/node, getPackageManager).
 */
final class PackageManagers {
  private static final Pattern FIELD =
      Pattern.compile(
          "(npm|pnpm|yarn|bun)@([0-9]+(?:\\.[0-9]+){0,2}(?:-[0-9A-Za-z.-]+)?)(?:\\+.*)?");
  private static final Pattern NAME = Pattern.compile("npm|pnpm|yarn|bun");
  private static final String BERRY_LOCK_HEADER = "__metadata:";
  private static final List<String> NPM_LOCKFILES =
      List.of("package-lock.json", "npm-shrinkwrap.json");
  private static final String FIELD_NAME = "packageManager in package.json";

  private final App app;
  private final PackageJson json;
  private final Optional<Matcher> field;

  PackageManagers(App app, PackageJson json) {
    this.app = app;
    this.json = json;
    this.field = json.text("packageManager").map(FIELD::matcher).filter(Matcher::matches);
  }

  PackageManager choose() {
    if (field.isEmpty() && json.text("packageManager").isPresent()) {
      app.notes()
          .warn("packageManager in package.json is not of the form name@version; it is ignored");
    }
    PackageManager chosen =
        byField()
            .or(this::byDevEngines)
            .or(this::byLockfile)
            .or(this::byEngines)
            .orElseGet(this::byDefault);
    if (app.files().first(chosen.lockfiles()).isEmpty()) {
      app.notes()
          .warn(
              "there is no %s: each build may install other versions; commit one"
                  .formatted(chosen.lockfiles().get(0)));
    }
    return chosen;
  }

  private Optional<PackageManager> byField() {
    return field.map(form -> named(form.group(1), FIELD_NAME + " says so"));
  }

  private Optional<PackageManager> byDevEngines() {
    return json.text("devEngines", "packageManager", "name")
        .filter(name -> NAME.matcher(name).matches())
        .map(name -> named(name, "devEngines.packageManager in package.json says so"));
  }

  private Optional<PackageManager> byLockfile() {
    return app.files()
        .first(
            List.of(
                Pnpm.LOCKFILE,
                "bun.lockb",
                "bun.lock",
                YarnBerry.CONFIGURATION,
                YarnClassic.LOCKFILE))
        .map(
            file -> {
              String because = "there is a " + file;
              return switch (file) {
                case Pnpm.LOCKFILE -> named("pnpm", because);
                case YarnBerry.CONFIGURATION, YarnClassic.LOCKFILE -> named("yarn", because);
                default -> named("bun", because);
              };
            });
  }

  private Optional<PackageManager> byEngines() {
    if (app.files().first(NPM_LOCKFILES).isPresent()) {
      return Optional.empty();
    }
    return Stream.of("pnpm", "bun", "yarn")
        .filter(name -> json.text("engines", name).isPresent())
        .findFirst()
        .map(name -> named(name, "engines.%s in package.json".formatted(name)));
  }

  private PackageManager byDefault() {
    return named(
        "npm",
        app.files().first(NPM_LOCKFILES).map(file -> "there is a " + file).orElse("the default"));
  }

  private PackageManager named(String name, String because) {
    app.notes().because("package manager " + name, because);
    return switch (name) {
      case "pnpm" -> new Pnpm(tool("pnpm", Wish.in(Pnpm.ofLockfile(app.files()), Pnpm.LOCKFILE)));
      case "bun" -> new Bun(bun());
      case "yarn" -> yarn();
      default -> {
        List<Wish> wishes = wishes("npm", Stream.empty());
        yield new Npm(
            app.wishes("npm", wishes).isEmpty()
                ? Optional.empty()
                : Optional.of(app.tool("npm", wishes)));
      }
    };
  }

  /** Bun, whether it installs or is only used. */
  ToolVersion bun() {
    return tool("bun", Wish.in(app.files().firstLine(".bun-version"), ".bun-version"));
  }

  private PackageManager yarn() {
    Optional<String> copy = YarnBerry.inRepository(app.files());
    Stream<Wish> found =
        isBerry()
            ? Stream.concat(
                Wish.in(copy, YarnBerry.CONFIGURATION),
                Stream.of(Wish.of("4", "the form of yarn.lock and .yarnrc.yml")))
            : Stream.empty();
    ToolVersion yarn = tool("yarn", found);
    return yarn.version().equals("1") || yarn.version().startsWith("1.")
        ? new YarnClassic(yarn)
        : YarnBerry.of(yarn, app.files());
  }

  private boolean isBerry() {
    return app.files().has(YarnBerry.CONFIGURATION)
        || app.files().head(YarnClassic.LOCKFILE, 4_000).contains(BERRY_LOCK_HEADER);
  }

  private ToolVersion tool(String name, Stream<Wish> found) {
    return app.tool(name, wishes(name, found));
  }

  private List<Wish> wishes(String name, Stream<Wish> found) {
    Predicate<String> same = name::equals;
    Optional<String> pinned = field.filter(f -> f.group(1).equals(name)).map(f -> f.group(2));
    Optional<String> development =
        json.text("devEngines", "packageManager", "name")
            .filter(same)
            .flatMap(n -> json.text("devEngines", "packageManager", "version"));
    Optional<String> engine = name.equals("npm") ? Optional.empty() : json.text("engines", name);
    return Stream.of(
            Wish.in(pinned, FIELD_NAME),
            Wish.in(development, "devEngines.packageManager in package.json"),
            Wish.in(engine, "engines.%s in package.json".formatted(name)),
            found)
        .flatMap(wishes -> wishes)
        .toList();
  }
}
