package dev.clickdeploy.adapter.buildkit.request;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.Attestations;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.Freshness;
import dev.clickdeploy.model.build.option.NamedContext;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.service.GivenNames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the Dockerfile frontend is told (BuildKit, frontend/dockerui). */
final class FrontendAttributes {
  private final Map<String, String> attributes = new HashMap<>();

  private FrontendAttributes() {}

  static Map<String, String> of(
      BuildRequest request, RegistryAccess access, String filename, String scope) {
    FrontendAttributes frontend = new FrontendAttributes();
    frontend.plan(request.plan(), filename);
    request.labels().forEach((name, value) -> frontend.put("label:" + name, value));
    // RUN --mount=type=cache is one namespace for the whole daemon otherwise
    frontend.put("build-arg:BUILDKIT_CACHE_MOUNT_NS", scope);
    frontend.source(request.plan(), scope);
    frontend.options(request.options());
    frontend.attributes.putAll(StepAttributes.of(request.options().steps()));
    frontend.attributes.putAll(Caches.attributes(request.options().cache(), access));
    return frontend.attributes;
  }

  private void put(String name, String value) {
    attributes.put(name, value);
  }

  private void plan(BuildPlan plan, String filename) {
    put("filename", filename);
    if (plan.target() != null) {
      put("target", plan.target());
    }
    plan.buildArgs().forEach((name, value) -> put("build-arg:" + name, value));
  }

  /** Railpack's frontend has names of its own for the same (railwayapp/railpack, buildkit). */
  private void source(BuildPlan plan, String scope) {
    if (plan.dockerfile() instanceof DockerfileSource.ForFrontend other) {
      put("source", other.frontend());
      put("build-arg:cache-key", scope);
      Map<String, String> variables = new HashMap<>(other.variables());
      variables.put(GivenNames.VERSION, plan.buildArgs().getOrDefault(GivenNames.VERSION, "none"));
      put("build-arg:secrets-hash", hash(variables));
    }
  }

  /** Changes with any of them, so that steps run again. */
  private static String hash(Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(variables)
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return ImageDigest.of(text.toString().getBytes(StandardCharsets.UTF_8))
        .value()
        .substring("sha256:".length());
  }

  private void options(BuildOptions options) {
    options.gatewayFrontend().ifPresent(source -> put("source", source));
    freshness(options.freshness());
    if (!options.platforms().isEmpty()) {
      put(
          "platform",
          options.platforms().stream().map(Platform::toString).collect(Collectors.joining(",")));
    }
    options
        .sourceDateEpoch()
        .ifPresent(time -> put("build-arg:SOURCE_DATE_EPOCH", "" + time.getEpochSecond()));
    options.contexts().forEach(this::context);
    attestations(options.attestations());
  }

  private void freshness(Freshness freshness) {
    if (freshness.rebuild() || !freshness.stages().isEmpty()) {
      // without a stage's name it means all of them
      put("no-cache", String.join(",", freshness.stages()));
    }
    if (freshness.pull()) {
      put("image-resolve-mode", "pull");
    }
  }

  private void context(String name, NamedContext context) {
    // else a gateway frontend that does not know of contexts would build without them
    put("frontend.caps", "moby.buildkit.frontend.contexts+forward");
    String value =
        switch (context) {
          case NamedContext.Image image -> "docker-image://" + image.reference();
          case NamedContext.Tree tree -> "local:" + ContextNames.local(name);
          case NamedContext.Remote remote -> remote.url();
        };
    put("context:" + ContextNames.familiar(name), value);
  }

  private void attestations(Attestations attestations) {
    switch (attestations.provenance()) {
      case NONE -> {}
      case MIN -> put("attest:provenance", "mode=min");
      case MAX -> put("attest:provenance", "mode=max");
    }
    attestations
        .sbom()
        .ifPresent(
            sbom ->
                put(
                    "attest:sbom",
                    sbom.generator() == null ? "" : "generator=" + sbom.generator()));
  }
}
