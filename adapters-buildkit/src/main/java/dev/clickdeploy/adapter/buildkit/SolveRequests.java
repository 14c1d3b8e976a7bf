package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.proto.control.CacheOptions;
import dev.clickdeploy.adapter.buildkit.proto.control.Exporter;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveRequest;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.image.ImageReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a build request in BuildKit's words (docs of its Dockerfile frontend and exporters). */
final class SolveRequests {
  private SolveRequests() {}

  static SolveRequest of(
      BuildRequest request, String filename, String scope, String ref, String session) {
    Exporter image = Exporter.newBuilder().setType("image").putAllAttrs(image(request)).build();
    return SolveRequest.newBuilder()
        .setRef(ref)
        .setSession(session)
        .setFrontend("dockerfile.v0")
        .putAllFrontendAttrs(frontend(request, filename, scope))
        .setCache(CacheOptions.getDefaultInstance())
        .addExporters(image)
        .setExporterDeprecated(image.getType())
        .putAllExporterAttrsDeprecated(image.getAttrsMap())
        .build();
  }

  private static Map<String, String> frontend(BuildRequest request, String filename, String scope) {
    BuildPlan plan = request.plan();
    Map<String, String> attributes = new HashMap<>();
    attributes.put("filename", filename);
    if (plan.target() != null) {
      attributes.put("target", plan.target());
    }
    plan.buildArgs().forEach((name, value) -> attributes.put("build-arg:" + name, value));
    request.labels().forEach((name, value) -> attributes.put("label:" + name, value));
    // RUN --mount=type=cache is one namespace for the whole daemon otherwise
    attributes.put("build-arg:BUILDKIT_CACHE_MOUNT_NS", scope);
    return attributes;
  }

  /**
   * Without a reference the image is made, for its digest, and goes nowhere. The daemon never keeps
   * it as one of its own images: nobody would ever remove those.
   */
  private static Map<String, String> image(BuildRequest request) {
    List<ImageReference> push = request.push();
    Map<String, String> attributes = new HashMap<>();
    attributes.put("store", "false");
    if (push.isEmpty()) {
      return attributes;
    }
    attributes.put(
        "name", push.stream().map(ImageReference::toString).collect(Collectors.joining(",")));
    attributes.put("push", "true");
    if (push.stream().allMatch(reference -> reference.host().isLoopback())) {
      attributes.put("registry.insecure", "true");
    }
    return attributes;
  }
}
