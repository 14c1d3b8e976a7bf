package dev.clickdeploy.adapter.railpack.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.staticsite.Staticfile;
import java.util.Map;
import java.util.Optional;

/** Where an Angular workspace builds its app to (angular.dev, "Workspace configuration"). */
final class AngularJson {
  private static final String FILE = "angular.json";
  private static final String OPTION = "ANGULAR_PROJECT";

  private AngularJson() {}

  static Optional<String> outputPath(NodeApp node) {
    Optional<JsonNode> json = Json.LENIENT.read(node.files(), FILE);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    JsonNode projects = json.get().path("projects");
    String wanted =
        node.settings().option(OPTION).orElse(json.get().path("defaultProject").asText());
    for (Map.Entry<String, JsonNode> project : projects.properties()) {
      JsonNode build = project.getValue().path("architect").path("build");
      boolean chosen = wanted.isEmpty() ? !build.isMissingNode() : project.getKey().equals(wanted);
      if (chosen) {
        return Staticfile.clean(directory(project.getKey(), build));
      }
    }
    return Optional.empty();
  }

  private static String directory(String project, JsonNode build) {
    JsonNode path = build.path("options").path("outputPath");
    String base = (path.isObject() ? path.path("base") : path).asText();
    String browser = path.isObject() ? path.path("browser").asText("browser") : "browser";
    boolean application = build.path("builder").asText().endsWith(":application");
    return (base.isEmpty() ? "dist/" + project : base) + (application ? "/" + browser : "");
  }
}
