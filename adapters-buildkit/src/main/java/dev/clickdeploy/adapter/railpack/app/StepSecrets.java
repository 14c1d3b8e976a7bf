package dev.clickdeploy.adapter.railpack.app;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets that one step needs: those that railpack.json names for it, and those that the app's own
 * configuration calls by name. What is a variable of the settings is no secret.
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
    return Stream.concat(declared.stream(), referred.stream()).sorted().toList();
  }

  /** Of the build, as railpack.json says. */
  public static List<String> build(App app) {
    return declared(app, "build");
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
    return !OF_THE_SYSTEM.contains(name) && !app.settings().variables().containsKey(name);
  }
}
