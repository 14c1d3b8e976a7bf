package dev.clickdeploy.adapter.railpack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.build.BaseImageNames;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.Evidence;
import dev.clickdeploy.model.build.Recipe;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Railpack's plan and what it tells about it (Railpack, core/core.go, BuildResult), in our words.
 * What is not there, or is of another form, is unknown.
 */
record RailpackInfo(JsonNode info, JsonNode plan) {
  BuildPlan plan(DockerfileSource.ForFrontend source, String because) {
    List<String> providers = texts(info.path("detectedProviders"));
    String provider = providers.isEmpty() ? "nothing in particular" : String.join(", ", providers);
    String start = plan.path("deploy").path("startCommand").asText("");
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("planned by Railpack " + version(), because));
    evidence.add(new Evidence("Railpack sees " + provider, "its own rules"));
    tools().forEach(tool -> evidence.add(evidence(tool)));
    return new BuildPlan(
        RailpackCli.NAME,
        "Railpack's plan for %s%s"
            .formatted(provider, start.isEmpty() ? "" : ", started by `" + start + "`"),
        source,
        null,
        Map.of(),
        null,
        List.of(),
        evidence,
        logged("warn"),
        recipe(start.isEmpty() ? null : start));
  }

  private Recipe recipe(@Nullable String start) {
    JsonNode metadata = info.path("metadata");
    String base = plan.path("deploy").path("base").path("image").asText("");
    return new Recipe(
        null,
        tools(),
        text(metadata.path("nodePackageManager")).orElse(null),
        text(metadata.path("nodeRuntime")).orElse(null),
        commands("install"),
        commands("build"),
        start,
        null,
        new BaseImageNames(null, base.isEmpty() ? null : base));
  }

  private String version() {
    return info.path("railpackVersion").asText();
  }

  private static Evidence evidence(ToolVersion tool) {
    return new Evidence(tool.name() + " " + tool.version(), tool.source());
  }

  private List<ToolVersion> tools() {
    List<ToolVersion> tools = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : info.path("resolvedPackages").properties()) {
      JsonNode tool = each.getValue();
      text(tool.path("resolvedVersion"))
          .ifPresent(
              version ->
                  tools.add(
                      new ToolVersion(
                          each.getKey(), version, text(tool.path("source")).orElse("Railpack"))));
    }
    return tools;
  }

  private List<String> commands(String name) {
    List<String> commands = new ArrayList<>();
    for (JsonNode step : plan.path("steps")) {
      if (step.path("name").asText().equals(name)) {
        step.path("commands")
            .forEach(command -> text(command.path("cmd")).ifPresent(commands::add));
      }
    }
    return commands;
  }

  private List<String> logged(String level) {
    return logged(info, level);
  }

  static List<String> errors(JsonNode info) {
    return logged(info, "error");
  }

  private static List<String> logged(JsonNode info, String level) {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : info.path("logs")) {
      if (line.path("level").asText().equals(level)) {
        text(line.path("msg")).ifPresent(lines::add);
      }
    }
    return lines;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> text(each).ifPresent(texts::add));
    return texts;
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue())
        .map(text -> text.replaceAll("\\p{Cntrl}", " ").strip())
        .filter(text -> !text.isEmpty());
  }
}
