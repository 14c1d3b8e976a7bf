package dev.clickdeploy.adapter.railpack.dotnet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The SDK that builds and the runtime that runs.
 *
 * @param sdk global.json pins it, else it is the one of the framework
 * @param runtime major and minor of the framework that the project is made for
 */
record DotnetVersion(ToolVersion sdk, String runtime) {
  private static final String GLOBAL = "global.json";

  static DotnetVersion choose(App app, Project project) {
    Optional<JsonNode> global = Json.LENIENT.read(app.files(), GLOBAL);
    Optional<String> pinned =
        global.map(json -> json.path("sdk").path("version").asText()).filter(v -> !v.isBlank());
    Optional<String> framework =
        project.frameworks(app.files()).stream()
            .max(Comparator.comparingDouble(Double::parseDouble));
    List<Wish> wishes =
        Stream.of(
                Wish.in(pinned, GLOBAL), Wish.in(framework, "TargetFramework in " + project.path()))
            .flatMap(each -> each)
            .toList();
    ToolVersion sdk = app.tool("dotnet", wishes);
    return new DotnetVersion(sdk, framework.orElseGet(() -> channel(sdk.version())));
  }

  String buildImage(App app) {
    return app.image(sdk);
  }

  String runImage(App app, boolean web) {
    return app.image(new ToolVersion(web ? "aspnet" : "dotnet-runtime", runtime, sdk.source()));
  }

  /** The runtime has releases of its own, so an SDK's third number means nothing to it. */
  private static String channel(String version) {
    return version.replaceFirst("^([0-9]+\\.[0-9]+).*$", "$1");
  }
}
