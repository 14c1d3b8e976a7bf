package dev.clickdeploy.adapter.buildkit.request;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.proto.control.Exporter;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveRequest;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.NetworkMode;
import java.util.List;

/** Writes a build request as a Solve (BuildKit, api/services/control/control.proto). */
public final class SolveRequests {
  private static final String DOCKERFILE = "dockerfile.v0";

  private SolveRequests() {}

  /**
   * The request for a build.
   *
   * @param access how the registries of caches are reached
   * @param exporter where the result goes
   * @param filename of the Dockerfile in its directory
   * @param scope what cache mounts are shared within
   * @param ref unique name of this build
   * @param session id of the session that answers the daemon's questions
   */
  public static SolveRequest of(
      BuildRequest request,
      RegistryAccess access,
      Exporter exporter,
      String filename,
      String scope,
      String ref,
      String session) {
    return SolveRequest.newBuilder()
        .setRef(ref)
        .setSession(session)
        .setFrontend(isGateway(request) ? "gateway.v0" : DOCKERFILE)
        .putAllFrontendAttrs(FrontendAttributes.of(request, access, filename, scope))
        .setCache(Caches.of(request.options().cache(), access))
        .addAllEntitlements(entitlements(request))
        .addExporters(exporter)
        .setExporterDeprecated(exporter.getType())
        .putAllExporterAttrsDeprecated(exporter.getAttrsMap())
        .build();
  }

  private static boolean isGateway(BuildRequest request) {
    return request.options().gatewayFrontend().isPresent()
        || request.plan().dockerfile() instanceof DockerfileSource.ForFrontend;
  }

  /** What the daemon's operator has to allow as well (BuildKit, util/entitlements). */
  private static List<String> entitlements(BuildRequest request) {
    return request.options().steps().network() == NetworkMode.HOST
        ? List.of("network.host")
        : List.of();
  }
}
