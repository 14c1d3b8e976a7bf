package dev.clickdeploy.adapter.railpack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code railpack prepare} has written, and how it ended, as a plan or a refusal. */
record Answer(RailpackCli cli, Checkout checkout, BuildSettings settings) {
  private static final int LONGEST = 4 * 1024 * 1024;
  private static final Pattern VERSION = Pattern.compile("[0-9]+(?:\\.[0-9A-Za-z-]+)*");

  BuildPlan plan(Prepare.Ended ended, String because) {
    Optional<JsonNode> info = read(Prepare.INFO).flatMap(Json.STRICT::parse);
    if (ended.isTransient()) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE,
          "Railpack could not get what it needs: " + problem(info, ended),
          "see whether the machine reaches GitHub, where Railpack's tools come from",
          null);
    }
    Optional<String> text = read(Prepare.PLAN);
    Optional<JsonNode> plan = text.flatMap(Json.STRICT::parse);
    if (ended.status() != 0 || plan.isEmpty() || info.isEmpty()) {
      throw new PlanningException(
          "Railpack could not plan it: " + problem(info, ended),
          "correct what it names, or add a Dockerfile to the repository");
    }
    RailpackInfo facts = new RailpackInfo(info.get(), plan.get());
    return facts.plan(source(text.get(), plan.get(), version(info.get())), because);
  }

  private DockerfileSource.ForFrontend source(String text, JsonNode plan, String version) {
    return new DockerfileSource.ForFrontend(
        cli.frontend() + ":v" + version, Prepare.PLAN, text, variables(plan));
  }

  /** Those that the plan names; each of its steps is given all of them. */
  private Map<String, String> variables(JsonNode plan) {
    Map<String, String> all = new TreeMap<>(settings.overrides().environment());
    all.keySet().removeAll(settings.given().all());
    List<String> wanted = RailpackInfo.texts(plan.path("secrets"));
    all.keySet().removeIf(name -> !wanted.contains(name));
    all.values().removeIf(String::isBlank);
    return all;
  }

  /** Program and frontend have to be of one version. */
  private static String version(JsonNode info) {
    String version = info.path("railpackVersion").asText().replaceFirst("^v", "");
    if (!VERSION.matcher(version).matches()) {
      throw new PlanningException(
          "Railpack does not tell its version", "install a released version of railpack");
    }
    return version;
  }

  private String problem(Optional<JsonNode> info, Prepare.Ended ended) {
    List<String> errors = info.map(RailpackInfo::errors).orElse(List.of());
    String words =
        errors.isEmpty()
            ? new Prepare(cli, checkout, new Arguments(settings, Map.of())).lastWords()
            : String.join("; ", errors);
    String shown = words.isEmpty() ? "it ended with status " + ended.status() : words;
    return shown.length() > 500 ? shown.substring(0, 500) + "…" : shown;
  }

  private Optional<String> read(String name) {
    try (var in = Files.newInputStream(checkout.place().resolve(name))) {
      byte[] content = in.readNBytes(LONGEST + 1);
      return content.length > LONGEST
          ? Optional.empty()
          : Optional.of(new String(content, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
