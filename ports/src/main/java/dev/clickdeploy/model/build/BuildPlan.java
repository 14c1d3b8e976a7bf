package dev.clickdeploy.model.build;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a source tree becomes an image, and why so.
 *
 * @param provider who planned it: {@code dockerfile}, {@code node}, {@code staticfile} …
 * @param summary the plan in a few words, for people
 * @param target stage to build, null for the last one
 * @param port the port on which the image listens by convention when {@code PORT} is not set, null
 *     when unknown
 * @param ignore patterns in the syntax of .dockerignore that apply beside the repository's own
 * @param recipe what is known of the app behind the Dockerfile
 */
public record BuildPlan(
    String provider,
    String summary,
    DockerfileSource dockerfile,
    @Nullable String target,
    Map<String, String> buildArgs,
    @Nullable Integer port,
    List<String> ignore,
    List<Evidence> evidence,
    List<String> warnings,
    Recipe recipe) {
  public BuildPlan {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(dockerfile, "dockerfile");
    buildArgs = Map.copyOf(buildArgs);
    ignore = List.copyOf(ignore);
    evidence = List.copyOf(evidence);
    warnings = List.copyOf(warnings);
    Objects.requireNonNull(recipe, "recipe");
  }

  /** The same plan with these build arguments. */
  public BuildPlan withBuildArgs(Map<String, String> other) {
    return new BuildPlan(
        provider, summary, dockerfile, target, other, port, ignore, evidence, warnings, recipe);
  }

  /** A plan of which only the Dockerfile is known. */
  public BuildPlan(
      String provider,
      String summary,
      DockerfileSource dockerfile,
      @Nullable String target,
      Map<String, String> buildArgs,
      @Nullable Integer port,
      List<String> ignore,
      List<Evidence> evidence,
      List<String> warnings) {
    this(
        provider,
        summary,
        dockerfile,
        target,
        buildArgs,
        port,
        ignore,
        evidence,
        warnings,
        Recipe.UNKNOWN);
  }
}
