package dev.clickdeploy.adapter.buildkit.request;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.proto.control.Exporter;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.option.ImageForm;
import dev.clickdeploy.model.build.option.ImageForm.Algorithm;
import dev.clickdeploy.model.build.option.ImageForm.Annotation;
import dev.clickdeploy.model.build.option.ImageForm.Compression;
import dev.clickdeploy.model.image.ImageReference;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for an image in a registry (BuildKit, exporter/containerimage and exptypes/keys.go). */
public final class ImageExporter {
  /**
   * A deployment waits for the compression, which one thread does. With the daemon's own level, 6,
   * a build that pushed 280 MB of programs took 8.7 s for a layer of 111 MB, at level 1 it took 4.3
   * s for 125 MB; with 200 MB that cannot be compressed it was 5.6 s and 3.6 s. Every registry and
   * every runtime knows gzip.
   */
  private static final Compression USUAL = new Compression(Algorithm.GZIP, 1, false);

  private ImageExporter() {}

  /**
   * Without a reference the image is made, for its digest, and goes nowhere. The daemon never keeps
   * it as one of its own images: nobody would ever remove those. New layers are compressed with
   * gzip at level 1 unless the request says otherwise; gzip without a level is the daemon's 6.
   */
  public static Exporter of(BuildRequest request, RegistryAccess access) {
    Map<String, String> attributes = form(request);
    if (request.options().image().compression() == null) {
      compression(USUAL, attributes);
    }
    attributes.put("store", "false");
    List<ImageReference> push = request.push();
    if (!push.isEmpty()) {
      attributes.put("name", names(push, request.options().image().byDigest()));
      attributes.put("push", "true");
      if (request.options().image().byDigest()) {
        attributes.put("push-by-digest", "true");
      }
      if (push.stream().allMatch(reference -> access.isPlain(reference.host()))) {
        attributes.put("registry.insecure", "true");
      }
    }
    return Exporter.newBuilder().setType("image").putAllAttrs(attributes).build();
  }

  private static String names(List<ImageReference> push, boolean byDigest) {
    return push.stream()
        .map(
            reference ->
                byDigest ? reference.host() + "/" + reference.repository() : "" + reference)
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** What the image itself looks like, wherever it goes. */
  static Map<String, String> form(BuildRequest request) {
    Map<String, String> attributes = new HashMap<>();
    ImageForm form = request.options().image();
    compression(form.compression(), attributes);
    switch (form.mediaTypes()) {
      case DEFAULT -> {}
      case OCI -> attributes.put("oci-mediatypes", "true");
      case DOCKER -> attributes.put("oci-mediatypes", "false");
    }
    form.annotations().forEach(annotation -> attributes.put(key(annotation), annotation.value()));
    if (request.options().sourceDateEpoch().isPresent()) {
      attributes.put("rewrite-timestamp", "true");
    }
    return attributes;
  }

  private static void compression(
      @Nullable Compression compression, Map<String, String> attributes) {
    if (compression == null) {
      return;
    }
    attributes.put("compression", compression.algorithm().name().toLowerCase(Locale.ROOT));
    if (compression.level() != null) {
      attributes.put("compression-level", compression.level().toString());
    }
    if (compression.everyLayer()) {
      attributes.put("force-compression", "true");
    }
  }

  private static String key(Annotation annotation) {
    String place =
        switch (annotation.on()) {
          case MANIFEST -> "annotation";
          case INDEX -> "annotation-index";
          case MANIFEST_DESCRIPTOR -> "annotation-manifest-descriptor";
          case INDEX_DESCRIPTOR -> "annotation-index-descriptor";
        };
    return place + "." + annotation.key();
  }
}
