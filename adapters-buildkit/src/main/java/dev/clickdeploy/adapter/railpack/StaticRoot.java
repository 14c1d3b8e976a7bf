package dev.clickdeploy.adapter.railpack;

import java.util.Optional;

/**
 * Where a site without a build lies.
 *
 * @param directory relative to the app, empty for all of it
 */
record StaticRoot(String directory, boolean fallback, String because) {
  static final String STATICFILE = Staticfile.FILE;

  /**
   * The Staticfile's root, else public/, else the app's root; empty when there is no site.
   *
   * @throws PlanningException when the Staticfile names a directory that is not there
   */
  static Optional<StaticRoot> find(SourceFiles files) {
    Staticfile staticfile = Staticfile.read(files);
    boolean fallback = staticfile.fallback().orElse(false);
    if (staticfile.root().isPresent()) {
      String root = staticfile.root().get();
      if (!files.hasDirectory(root)) {
        throw new PlanningException(
            "the Staticfile says root: %s, but there is no such directory".formatted(root),
            "correct the root in the Staticfile, or commit the directory");
      }
      return Optional.of(new StaticRoot(root, fallback, "the Staticfile names it"));
    }
    if (files.has("public/index.html")) {
      return Optional.of(new StaticRoot("public", fallback, "there is a public/index.html"));
    }
    return files.has("index.html")
        ? Optional.of(new StaticRoot("", fallback, "there is an index.html"))
        : Optional.empty();
  }
}
