package dev.clickdeploy.model.build;

import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.source.SourceTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One build.
 *
 * @param context what {@code COPY} sees, streamed; never written to disk on our side
 * @param push every reference under which the image is pushed; empty builds without a result
 * @param logins registry credentials, each given for its own host only
 * @param labels OCI image labels
 * @param cacheScope builds of equal scope share uploaded sources and cache mounts; one per service,
 *     so that tenants never share
 * @param deadline longest time for the whole build
 * @param options what is rarely asked for
 */
public record BuildRequest(
    SourceTree context,
    BuildPlan plan,
    List<ImageReference> push,
    List<RegistryLogin> logins,
    Map<String, String> labels,
    String cacheScope,
    Duration deadline,
    BuildOptions options) {
  public BuildRequest {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(cacheScope, "cacheScope");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(options, "options");
    push = List.copyOf(push);
    logins = List.copyOf(logins);
    labels = Map.copyOf(labels);
  }

  /** A build without any of the options. */
  public BuildRequest(
      SourceTree context,
      BuildPlan plan,
      List<ImageReference> push,
      List<RegistryLogin> logins,
      Map<String, String> labels,
      String cacheScope,
      Duration deadline) {
    this(context, plan, push, logins, labels, cacheScope, deadline, BuildOptions.DEFAULT);
  }

  /** The same build with these options. */
  public BuildRequest with(BuildOptions other) {
    return new BuildRequest(context, plan, push, logins, labels, cacheScope, deadline, other);
  }
}
