package dev.clickdeploy.adapter.buildkit.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.proto.control.CacheOptions;
import dev.clickdeploy.adapter.buildkit.proto.control.CacheOptionsEntry;
import dev.clickdeploy.model.build.option.CacheExchange;
import dev.clickdeploy.model.build.option.CacheExchange.Export;
import dev.clickdeploy.model.image.ImageReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Caches that are read and written elsewhere. */
final class Caches {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REGISTRY = "registry";

  private Caches() {}

  static CacheOptions of(CacheExchange cache, RegistryAccess access) {
    CacheOptions.Builder options = CacheOptions.newBuilder();
    cache.imports().forEach(from -> options.addImports(entry(REGISTRY, location(from, access))));
    cache.exports().forEach(to -> options.addExports(export(to, access)));
    return options.build();
  }

  /** The frontend reads imports from here only, with Go's capital letters (client/solve.go). */
  static Map<String, String> attributes(CacheExchange cache, RegistryAccess access) {
    if (cache.imports().isEmpty()) {
      return Map.of();
    }
    List<Map<String, Object>> imports =
        cache.imports().stream()
            .map(from -> Map.<String, Object>of("Type", REGISTRY, "Attrs", location(from, access)))
            .toList();
    try {
      return Map.of("cache-imports", JSON.writeValueAsString(imports));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written as JSON", e);
    }
  }

  private static CacheOptionsEntry export(Export export, RegistryAccess access) {
    return switch (export) {
      case Export.Inline inline -> entry("inline", Map.of());
      case Export.Registry to -> {
        Map<String, String> attributes = new HashMap<>(location(to.reference(), access));
        attributes.put("mode", to.everyStage() ? "max" : "min");
        attributes.put("ignore-error", "" + !to.required());
        // as an image: older daemons write an index that Harbor does not take
        attributes.put("image-manifest", "true");
        attributes.put("oci-mediatypes", "true");
        yield entry(REGISTRY, attributes);
      }
    };
  }

  private static Map<String, String> location(ImageReference reference, RegistryAccess access) {
    return access.isPlain(reference.host())
        ? Map.of("ref", reference.toString(), "registry.insecure", "true")
        : Map.of("ref", reference.toString());
  }

  private static CacheOptionsEntry entry(String type, Map<String, String> attributes) {
    return CacheOptionsEntry.newBuilder().setType(type).putAllAttrs(attributes).build();
  }
}
