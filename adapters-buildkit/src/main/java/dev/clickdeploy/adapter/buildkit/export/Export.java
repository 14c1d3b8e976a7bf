package dev.clickdeploy.adapter.buildkit.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where a build's result goes instead of a registry. */
public sealed interface Export {
  /** One stream of bytes. */
  record Archive(Kind kind, Sink sink) implements Export {
    public Archive {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(sink, "sink");
    }
  }

  /**
   * The files of the image, or of a stage that has nothing else, in a directory that is empty or
   * not there yet. Owners, devices and set-user-id bits are left out.
   */
  record Directory(Path path) implements Export {
    public Directory {
      Objects.requireNonNull(path, "path");
    }
  }

  /** What an archive contains. */
  enum Kind {
    /** An image in the OCI image layout. */
    OCI,
    /** An image as {@code docker load} reads it. */
    DOCKER,
    /** The image's files. */
    FILES
  }

  /** Takes an archive. */
  @FunctionalInterface
  interface Sink {
    /** Opens a stream, which is closed when all has come or the build has failed. */
    OutputStream open() throws IOException;

    /** A file, which may be there already. */
    static Sink file(Path path) {
      return () -> new BufferedOutputStream(Files.newOutputStream(path));
    }
  }
}
