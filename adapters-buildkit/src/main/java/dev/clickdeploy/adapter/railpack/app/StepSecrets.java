package dev.clickdeploy.adapter.railpack.app;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Secrets that one step needs, by the names that the app's own configuration calls them. */
public final class StepSecrets {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]{0,63})[?]?(?:[:-][^}\\n]{0,200})?\\}");
  private static final Set<String> OF_THE_SYSTEM = Set.of("HOME", "PATH", "PWD", "USER");
  private static final int MOST = 10;

  private StepSecrets() {}

  /** Variables that these files refer to as <code>${NAME}</code> and that no setting gives. */
  public static List<String> in(App app, List<String> files) {
    List<String> names =
        files.stream()
            .flatMap(file -> app.files().text(file).stream())
            .flatMap(text -> REFERENCE.matcher(text).results().map(found -> found.group(1)))
            .filter(name -> !OF_THE_SYSTEM.contains(name))
            .filter(name -> !app.settings().variables().containsKey(name))
            .distinct()
            .sorted()
            .limit(MOST)
            .toList();
    names.forEach(
        name ->
            app.notes()
                .because(
                    "secret " + name + " for the installation alone",
                    String.join(" or ", app.files().present(files)) + " refers to it"));
    return names;
  }
}
