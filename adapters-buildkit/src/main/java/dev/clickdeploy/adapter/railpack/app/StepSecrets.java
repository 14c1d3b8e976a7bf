package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.model.service.GivenNames;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets that one step sees: those that are given to every build of the service, those that
 * railpack.json names for the step, and those that the app's own configuration calls by name. What
 * is a variable of the settings is no secret; what the service gives under that name comes first.
 */
public final class StepSecrets {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]{0,63})[?]?(?:[:-][^}\\n]{0,200})?\\}");
  private static final Set<String> OF_THE_SYSTEM = Set.of("HOME", "PATH", "PWD", "USER");
  private static final int MOST = 10;

  private StepSecrets() {}

  /** Of the installation, as railpack.json says. */
  public static List<String> install(App app) {
    return install(app, List.of());
  }

  /**
   * Of the installation.
   *
   * @param files that the package manager reads and that refer to secrets as <code>${NAME}</code>
   */
  public static List<String> install(App app, List<String> files) {
    List<String> declared = declared(app, "install");
    List<String> referred =
        referred(app, files).filter(name -> !declared.contains(name)).limit(MOST).toList();
    referred.forEach(
        name ->
            app.notes()
                .because(
                    "secret " + name + " for the installation alone",
                    String.join(" or ", app.files().present(files)) + " refers to it"));
    return withGiven(app, Stream.concat(declared.stream(), referred.stream()));
  }

  private static void noteGiven(App app) {
    GivenNames given = app.settings().service().given();
    String decision =
        String.join(", ", given.all()) + " for the commands of installation and build";
    boolean said = app.notes().evidence().stream().anyMatch(e -> e.decision().equals(decision));
    if (!given.isEmpty() && !said) {
      app.notes().because(decision, "the service's builds are given them");
    }
  }

  private static List<String> withGiven(App app, Stream<String> own) {
    noteGiven(app);
    return Stream.concat(app.settings().service().given().all().stream(), own)
        .distinct()
        .sorted()
        .toList();
  }

  /** Of the build, as railpack.json says. */
  public static List<String> build(App app) {
    return withGiven(app, declared(app, "build").stream());
  }

  private static List<String> declared(App app, String step) {
    List<String> names =
        app.settings().secrets(step).stream().filter(name -> isSecret(app, name)).toList();
    names.forEach(
        name ->
            app.notes()
                .because(
                    "secret " + name + " for the step " + step, RailpackFile.FILE + " names it"));
    return names;
  }

  private static Stream<String> referred(App app, List<String> files) {
    return files.stream()
        .flatMap(file -> app.files().text(file).stream())
        .flatMap(text -> REFERENCE.matcher(text).results().map(found -> found.group(1)))
        .filter(name -> isSecret(app, name))
        .distinct()
        .sorted();
  }

  private static boolean isSecret(App app, String name) {
    return !OF_THE_SYSTEM.contains(name)
        && !app.settings().service().given().all().contains(name)
        && !app.settings().variables().containsKey(name);
  }
}
