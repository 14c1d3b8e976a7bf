package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package manager: packageManager in package.json, else the lock file, else engines, else npm
 * (Railpack, core/providers/node, getPackageManager).
 */
final class PackageManagers {
  private static final Pattern FIELD =
      Pattern.compile(
          "(npm|pnpm|yarn|bun)@([0-9]+(?:\\.[0-9]+){0,2}(?:-[0-9A-Za-z.-]+)?)(?:\\+.*)?");
  private static final String BERRY_LOCK_HEADER = "__metadata:";

  private PackageManagers() {}

  static PackageManager choose(SourceFiles files, PackageJson json, Notes notes) {
    PackageManager chosen =
        byField(files, json, notes)
            .or(() -> byLockfile(files, json, notes))
            .or(() -> byEngines(files, json, notes))
            .orElseGet(() -> byDefault(files, notes));
    if (files.first(chosen.lockfiles()).isEmpty()) {
      notes.warn(
          "there is no %s: each build may install other versions; commit one"
              .formatted(chosen.lockfiles().get(0)));
    }
    return chosen;
  }

  private static Optional<PackageManager> byField(
      SourceFiles files, PackageJson json, Notes notes) {
    Optional<String> field = json.text("packageManager");
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Matcher form = FIELD.matcher(field.get());
    if (!form.matches()) {
      notes.warn("packageManager in package.json is not of the form name@version; it is ignored");
      return Optional.empty();
    }
    String version = form.group(2);
    PackageManager chosen =
        switch (form.group(1)) {
          case "pnpm" -> new Pnpm(version);
          case "bun" -> new Bun(version);
          case "yarn" ->
              version.startsWith("1.") || version.equals("1")
                  ? new YarnClassic()
                  : YarnBerry.of(version, files);
          default -> new Npm(version);
        };
    return because(chosen, "packageManager in package.json says so", notes);
  }

  private static Optional<PackageManager> byLockfile(
      SourceFiles files, PackageJson json, Notes notes) {
    if (files.has(Pnpm.LOCKFILE)) {
      return because(Pnpm.fitting(files, json), found(Pnpm.LOCKFILE), notes);
    }
    Optional<String> bun = files.first(Bun.LOCKFILES);
    if (bun.isPresent()) {
      return because(new Bun("1"), found(bun.get()), notes);
    }
    if (files.has(YarnBerry.CONFIGURATION)) {
      return because(YarnBerry.of("4", files), found(YarnBerry.CONFIGURATION), notes);
    }
    if (files.has(YarnClassic.LOCKFILE)) {
      boolean berry = files.head(YarnClassic.LOCKFILE, 4_000).contains(BERRY_LOCK_HEADER);
      PackageManager yarn = berry ? YarnBerry.of("4", files) : new YarnClassic();
      return because(yarn, found(YarnClassic.LOCKFILE), notes);
    }
    return Optional.empty();
  }

  private static Optional<PackageManager> byEngines(
      SourceFiles files, PackageJson json, Notes notes) {
    if (files.first(new Npm(null).lockfiles()).isPresent()) {
      return Optional.empty();
    }
    if (json.text("engines", "pnpm").isPresent()) {
      return because(Pnpm.fitting(files, json), "engines.pnpm in package.json", notes);
    }
    if (json.text("engines", "bun").isPresent()) {
      return because(new Bun("1"), "engines.bun in package.json", notes);
    }
    return json.text("engines", "yarn").isPresent()
        ? because(new YarnClassic(), "engines.yarn in package.json", notes)
        : Optional.empty();
  }

  private static PackageManager byDefault(SourceFiles files, Notes notes) {
    Npm npm = new Npm(null);
    notes.because(
        "npm", files.first(npm.lockfiles()).map(PackageManagers::found).orElse("the default"));
    return npm;
  }

  private static Optional<PackageManager> because(
      PackageManager chosen, String reason, Notes notes) {
    notes.because(chosen.label(), reason);
    return Optional.of(chosen);
  }

  private static String found(String file) {
    return "there is a " + file;
  }
}
