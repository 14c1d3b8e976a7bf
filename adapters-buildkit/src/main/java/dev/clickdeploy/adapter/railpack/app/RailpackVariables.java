package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.version.Wish;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The service's variables, divided into those that steer the planner and ordinary ones (Railpack,
 * "Environment variables").
 *
 * @param options by name without {@code RAILPACK_}, none blank
 * @param ordinary variables of build and image
 */
record RailpackVariables(Map<String, String> options, Map<String, String> ordinary) {
  private static final String PREFIX = "RAILPACK_";
  private static final String VERSION = "_VERSION";

  private static final Set<String> KNOWN =
      Set.of(
          "INSTALL_CMD BUILD_CMD START_CMD PACKAGES BUILD_APT_PACKAGES DEPLOY_APT_PACKAGES CONFIG_FILE"
              .concat(" NO_SPA SPA_OUTPUT_DIR PRUNE_DEPS NODE_NPM_INSTALL NODE_PRUNE_CMD")
              .concat(" NODE_INSTALL_PATTERNS NODE_PLAYWRIGHT_INSTALL ANGULAR_PROJECT NX_APP")
              .concat(" GO_BIN GO_WORKSPACE_MODULE DJANGO_APP_NAME PYTHON_PLAYWRIGHT_INSTALL")
              .concat(" PHP_EXTENSIONS PHP_ROOT_DIR SKIP_MIGRATIONS STATIC_FILE_ROOT SHELL_SCRIPT")
              .concat(" RUST_BIN CARGO_WORKSPACE GLEAM_INCLUDE_SOURCE")
              .split(" "));

  static RailpackVariables of(Map<String, String> environment, Notes notes) {
    Map<String, String> options = new HashMap<>();
    Map<String, String> ordinary = new TreeMap<>();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (!variable.getKey().startsWith(PREFIX)) {
        ordinary.put(variable.getKey(), variable.getValue());
      } else if (!variable.getValue().isBlank()) {
        String name = variable.getKey().substring(PREFIX.length());
        options.put(name, variable.getValue().strip());
        if (!KNOWN.contains(name) && !name.endsWith(VERSION)) {
          notes.warn(variable.getKey() + " is no setting that is known here; it is ignored");
        }
      }
    }
    return new RailpackVariables(options, ordinary);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  List<String> words(String name) {
    return option(name).stream().flatMap(text -> Stream.of(text.split("\\s+"))).toList();
  }

  /** {@code RAILPACK_PACKAGES}: words of the form {@code tool@version}. */
  Map<String, String> packages() {
    Map<String, String> packages = new TreeMap<>();
    for (String word : words("PACKAGES")) {
      int at = word.lastIndexOf('@');
      packages.put(at < 1 ? word : word.substring(0, at), at < 1 ? "*" : word.substring(at + 1));
    }
    return packages;
  }

  /** Tools that have a variable of their own, such as {@code RAILPACK_NODE_VERSION}. */
  List<String> versioned() {
    return options.keySet().stream()
        .filter(name -> name.endsWith(VERSION))
        .map(name -> name.substring(0, name.length() - VERSION.length()).toLowerCase(Locale.ROOT))
        .map(name -> name.equals("jdk") ? "java" : name)
        .sorted()
        .toList();
  }

  Optional<Wish> version(String tool) {
    String name = tool.equals("java") ? "JDK" : tool.toUpperCase(Locale.ROOT);
    return option(name + VERSION)
        .map(text -> Wish.of(text, PREFIX + name + VERSION))
        .or(
            () ->
                Optional.ofNullable(packages().get(tool))
                    .map(text -> Wish.of(text, PREFIX + "PACKAGES")));
  }
}
