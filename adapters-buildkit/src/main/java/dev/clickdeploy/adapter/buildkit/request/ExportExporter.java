package dev.clickdeploy.adapter.buildkit.request;

import dev.clickdeploy.adapter.buildkit.export.Export;
import dev.clickdeploy.adapter.buildkit.proto.control.Exporter;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.image.ImageReference;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks for a result that comes to the client (BuildKit, exporter/oci, tar and local). */
public final class ExportExporter {
  private ExportExporter() {}

  /** The exporter; references of the request are names within an image's archive. */
  public static Exporter of(Export export, BuildRequest request) {
    return switch (export) {
      case Export.Archive archive ->
          switch (archive.kind()) {
            case OCI -> exporter("oci", named(request));
            case DOCKER -> exporter("docker", named(request));
            case FILES -> exporter("tar", Map.of());
          };
      case Export.Directory directory -> exporter("local", Map.of());
    };
  }

  private static Map<String, String> named(BuildRequest request) {
    Map<String, String> attributes = new HashMap<>(ImageExporter.form(request));
    if (!request.push().isEmpty()) {
      attributes.put(
          "name",
          request.push().stream().map(ImageReference::toString).collect(Collectors.joining(",")));
    }
    return attributes;
  }

  private static Exporter exporter(String type, Map<String, String> attributes) {
    return Exporter.newBuilder().setType(type).putAllAttrs(attributes).build();
  }
}
