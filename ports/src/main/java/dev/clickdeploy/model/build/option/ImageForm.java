package dev.clickdeploy.model.build.option;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * In what form an image is pushed.
 *
 * @param byDigest whether the repositories of the request get the image under no tag at all
 * @param compression of new layers, null for the builder's default
 */
public record ImageForm(
    boolean byDigest,
    @Nullable Compression compression,
    MediaTypes mediaTypes,
    List<Annotation> annotations) {
  /** By tag, in the builder's usual form. */
  public static final ImageForm DEFAULT = new ImageForm(false, null, MediaTypes.DEFAULT, List.of());

  public ImageForm {
    Objects.requireNonNull(mediaTypes, "mediaTypes");
    annotations = List.copyOf(annotations);
  }

  /** The usual form, without a tag. */
  public static ImageForm untagged() {
    return new ImageForm(true, null, MediaTypes.DEFAULT, List.of());
  }

  /** The same, with layers compressed so. */
  public ImageForm with(Compression other) {
    return new ImageForm(byDigest, other, mediaTypes, annotations);
  }

  /** The same, in these media types. */
  public ImageForm with(MediaTypes other) {
    return new ImageForm(byDigest, compression, other, annotations);
  }

  /** The same, with these annotations. */
  public ImageForm annotated(Annotation... more) {
    return new ImageForm(byDigest, compression, mediaTypes, List.of(more));
  }

  /** Whose names manifests and layers bear. */
  public enum MediaTypes {
    /** The builder's choice. */
    DEFAULT,
    OCI,
    DOCKER
  }

  /**
   * How layers are compressed.
   *
   * @param level the algorithm's own, null for its default
   * @param everyLayer whether layers of base images are compressed anew, too
   */
  public record Compression(Algorithm algorithm, @Nullable Integer level, boolean everyLayer) {
    public Compression {
      Objects.requireNonNull(algorithm, "algorithm");
    }

    /** New layers only, at the default level. */
    public static Compression of(Algorithm algorithm) {
      return new Compression(algorithm, null, false);
    }
  }

  /** How layers are packed. */
  public enum Algorithm {
    UNCOMPRESSED,
    GZIP,
    /** Gzip that can be read before it has been fetched whole. */
    ESTARGZ,
    ZSTD
  }

  /**
   * A note on the image (OCI image specification, annotations.md).
   *
   * @param on where it stands; an index has to exist for those on one
   */
  public record Annotation(Place on, String key, String value) {
    public Annotation {
      Objects.requireNonNull(on, "on");
      Named.required(List.of(key), "an annotation's key");
      Objects.requireNonNull(value, "value");
    }

    /** A note on every manifest. */
    public static Annotation of(String key, String value) {
      return new Annotation(Place.MANIFEST, key, value);
    }
  }

  /** What an annotation is attached to. */
  public enum Place {
    MANIFEST,
    INDEX,
    MANIFEST_DESCRIPTOR,
    INDEX_DESCRIPTOR
  }
}
