package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;

/**
 * A kind of app and how it is recognized.
 *
 * @param name Railpack's, such as {@code golang}
 * @param label for people, such as {@code Go}
 * @param markers files at the root of such an app, the surest first; one {@code *} stands for any
 *     characters of a name
 */
public record Kind(String name, String label, List<String> markers) {
  public Kind {
    markers = List.copyOf(markers);
  }

  /** A kind with these markers. */
  public static Kind of(String name, String label, String... markers) {
    return new Kind(name, label, List.of(markers));
  }

  /** The first marker that is there. */
  public Optional<String> shownBy(SourceFiles files) {
    return markers.stream().flatMap(marker -> found(marker, files).stream()).findFirst();
  }

  /** Whether a path below a directory is a marker there. */
  public boolean isMarker(String path) {
    return markers.stream()
        .anyMatch(marker -> marker.contains("*") ? glob(marker, path) : marker.equals(path));
  }

  private static Optional<String> found(String marker, SourceFiles files) {
    if (!marker.contains("*")) {
      return files.has(marker) ? Optional.of(marker) : Optional.empty();
    }
    return files.paths().filter(path -> glob(marker, path)).findFirst();
  }

  private static boolean glob(String marker, String path) {
    int star = marker.indexOf('*');
    return path.indexOf('/') < 0
        && path.length() >= marker.length() - 1
        && path.startsWith(marker.substring(0, star))
        && path.endsWith(marker.substring(star + 1));
  }
}
