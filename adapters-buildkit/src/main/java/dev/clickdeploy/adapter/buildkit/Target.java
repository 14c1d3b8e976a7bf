package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.export.Export;
import dev.clickdeploy.adapter.buildkit.export.FileSend;
import dev.clickdeploy.adapter.buildkit.proto.control.Exporter;
import dev.clickdeploy.adapter.buildkit.request.ExportExporter;
import dev.clickdeploy.adapter.buildkit.request.ImageExporter;
import dev.clickdeploy.model.build.BuildRequest;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Where a build's result goes. */
sealed interface Target {
  /** To the registries that the request names. */
  record Registries() implements Target {}

  /** To the caller. */
  record Caller(Export export) implements Target {}

  /** What is asked of the daemon. */
  default Exporter exporter(BuildRequest request, RegistryAccess access) {
    return switch (this) {
      case Registries registries -> ImageExporter.of(request, access);
      case Caller caller -> ExportExporter.of(caller.export(), request);
    };
  }

  /** Whether the export is a push that is worth telling. */
  default boolean pushes(BuildRequest request) {
    return switch (this) {
      case Registries registries -> !request.push().isEmpty();
      case Caller caller -> false;
    };
  }

  /** What takes the result, if it comes to us. */
  default List<ServerServiceDefinition> services(Consumer<IOException> trouble) {
    return switch (this) {
      case Registries registries -> List.of();
      case Caller caller -> List.of(FileSend.into(caller.export(), trouble));
    };
  }
}
