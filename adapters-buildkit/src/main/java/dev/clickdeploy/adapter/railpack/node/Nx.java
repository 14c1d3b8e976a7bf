package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.source.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The app of an Nx workspace that is built and started from its root (Railpack,
 * core/providers/node, nx.go).
 *
 * @param project its name in Nx
 * @param directory where it lies
 */
record Nx(String project, String directory, PackageJson json) {
  private static final String OPTION = "NX_APP";
  private static final Pattern NAME = Pattern.compile("@?[A-Za-z0-9][A-Za-z0-9@/._-]*");
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_@./-]+");

  /** The app that the settings name, else the only one with a framework. */
  static Optional<Nx> of(NodeApp node) {
    if (!node.files().has("nx.json") || !node.json().uses("nx")) {
      return Optional.empty();
    }
    Optional<String> wanted = node.settings().option(OPTION);
    List<Nx> apps =
        node.workspaces().packages().entrySet().stream()
            .map(entry -> named(node, entry))
            .filter(app -> NAME.matcher(app.project()).matches())
            .filter(app -> PATH.matcher(app.directory()).matches())
            .filter(
                app ->
                    wanted.map(app.project()::equals).orElse(Framework.of(app.json()).isPresent()))
            .toList();
    return apps.size() == 1 ? Optional.of(apps.get(0)) : Optional.empty();
  }

  String build() {
    return "nx build " + project;
  }

  /** How it is started; empty when it is made with nothing that says how. */
  Optional<String> start() {
    return Framework.of(json)
        .filter(Framework.NEXT::equals)
        .map(next -> "cd " + directory + " && next start");
  }

  private static Nx named(NodeApp node, Map.Entry<String, PackageJson> entry) {
    String name =
        node.files()
            .text(entry.getKey() + "/project.json")
            .flatMap(Json.LENIENT::parse)
            .map(json -> json.path("name").asText())
            .filter(text -> !text.isEmpty())
            .or(() -> entry.getValue().text("name"))
            .orElse("");
    return new Nx(name, entry.getKey(), entry.getValue());
  }
}
