package dev.clickdeploy.model.build.option;

import dev.clickdeploy.model.image.ImageReference;
import java.util.List;
import java.util.Objects;

/**
 * Build caches that outlive the builder.
 *
 * @param imports where to look for results of former builds; what is not there is no error
 * @param exports where to leave the results of this one
 */
public record CacheExchange(List<ImageReference> imports, List<Export> exports) {
  /** The builder's own cache only. */
  public static final CacheExchange NONE = new CacheExchange(List.of(), List.of());

  public CacheExchange {
    imports = List.copyOf(imports);
    exports = exports.stream().distinct().toList();
  }

  /** Both read and written under one reference, with every stage's results. */
  public static CacheExchange through(ImageReference reference) {
    return new CacheExchange(List.of(reference), List.of(Export.to(reference)));
  }

  /** Where results are left. */
  public sealed interface Export {
    /** In the image itself; a build that imports the image's reference finds them. */
    record Inline() implements Export {}

    /**
     * Under a reference of their own.
     *
     * @param everyStage whether results that are not part of the image are left, too
     * @param required whether a build fails when they cannot be left there
     */
    record Registry(ImageReference reference, boolean everyStage, boolean required)
        implements Export {
      public Registry {
        Objects.requireNonNull(reference, "reference");
      }
    }

    /** Every stage's results, if the registry takes them. */
    static Export to(ImageReference reference) {
      return new Registry(reference, true, false);
    }
  }
}
