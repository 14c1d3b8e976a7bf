package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.version.Grammar;
import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.adapter.railpack.version.SemverRange;
import dev.clickdeploy.adapter.railpack.version.VersionTable;
import java.util.Optional;

/** What means the same in every example, so that it needs no reason in each. */
final class Equivalence {
  private static final String CADDY = "caddy run ";

  private Equivalence() {}

  static boolean holds(Example example, String field, String railpack, String ours) {
    if (railpack.equals(ours)) {
      return true;
    }
    if (field.startsWith("tool ")) {
      return tool(field.substring(5), railpack, ours);
    }
    return switch (field) {
      case "install" -> install(railpack).equals(install(ours));
      case "start" -> start(example, railpack, ours);
      default -> false;
    };
  }

  /**
   * What nobody asked for is each side's own default. Of a range or a name Railpack takes the
   * lowest or asks its tool manager, and we take a line of our table that lies in it.
   */
  private static boolean tool(String name, String railpack, String ours) {
    String[] theirs = railpack.split(" <- ", 2);
    String[] mine = ours.split(" <- ", 2);
    if (theirs.length < 2 || mine.length < 2 || !theirs[1].equals(mine[1])) {
      return false;
    }
    Optional<PartialVersion> chosen = PartialVersion.parse(mine[0]);
    Optional<SemverRange> asked = SemverRange.parse(theirs[0], Grammar.NPM);
    int parts = VersionTable.shipped().tool(name).standard().parts();
    if (theirs[1].equals("default") || theirs[0].matches("latest|lts|\\*")) {
      return chosen.isPresent() && chosen.get().parts() >= parts;
    }
    return (chosen.isPresent() && asked.flatMap(range -> range.newestOf(chosen.get())).isPresent());
  }

  /**
   * Exactly what the lock file says, and only what the step needs; the package manager comes from
   * the registry by itself, not through corepack.
   */
  private static String install(String command) {
    return command
        .replaceFirst("^sh -c '(npm i -g corepack[^']*)' && ", "")
        .replaceFirst("^sh -c '([^']*)'$", "$1")
        .replaceFirst("^mkdir -p \\S+ && ", "")
        .replace("pnpm add -g node-gyp && ", "")
        .replace(" --prefer-offline", "")
        .replaceAll(" --(?:omit=dev|prod|production)\\b", "")
        .replace("npm ci", "npm install")
        .replace("--check-cache", "--immutable");
  }

  /**
   * The script itself, so that the program gets the stop signal; one Caddy with a configuration of
   * its own.
   */
  private static boolean start(Example example, String railpack, String ours) {
    if (railpack.startsWith(CADDY)) {
      return ours.startsWith(CADDY);
    }
    String json =
        example.files().getOrDefault("package.json", example.files().get("package.json5"));
    return json != null
        && railpack.matches("(npm|pnpm|yarn|bun) run start")
        && Json.LENIENT
            .parse(json)
            .filter(root -> root.path("scripts").path("start").asText().equals(ours))
            .isPresent();
  }
}
