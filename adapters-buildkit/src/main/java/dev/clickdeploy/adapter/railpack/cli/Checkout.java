package dev.clickdeploy.adapter.railpack.cli;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree on disk for as long as a program needs it. Links are only there when they stay inside, and
 * large files are empty: no rule reads them.
 *
 * @param place holds the app and, beside it, what is written about it
 */
record Checkout(Path place) implements AutoCloseable {
  private static final long LARGE = 16_000_000;
  private static final int LONGEST_TARGET = 4_096;

  /**
   * Writes a tree below a directory.
   *
   * @throws PortException when the disk does not take it
   */
  static Checkout of(SourceTree tree, Path directory) {
    Checkout checkout = null;
    try {
      Files.createDirectories(directory);
      // the real path, by which links are judged
      checkout = new Checkout(Files.createTempDirectory(directory, "checkout-").toRealPath());
      checkout.write(tree);
      return checkout;
    } catch (IOException | InvalidPathException e) {
      if (checkout != null) {
        checkout.close();
      }
      throw new PortException(
          FailureClass.INFRASTRUCTURE,
          "the source cannot be written below " + directory,
          "look at the free space there, and who may write",
          e);
    }
  }

  Path app() {
    return place.resolve("app");
  }

  private void write(SourceTree tree) throws IOException {
    Files.createDirectories(app());
    List<Path> links = new ArrayList<>();
    for (TreeEntry entry : tree.entries()) {
      Path path = app().resolve(entry.path());
      Files.createDirectories(path.getParent());
      switch (entry.kind()) {
        case FILE, EXECUTABLE -> copy(tree, entry, path);
        case SYMLINK -> link(tree, entry, path, links);
        case SUBMODULE -> Files.createDirectories(path);
      }
    }
    // only now is it known where they end
    for (Path link : links) {
      if (!staysInside(link)) {
        Files.delete(link);
      }
    }
  }

  private static void copy(SourceTree tree, TreeEntry entry, Path path) throws IOException {
    if (entry.size() > LARGE) {
      Files.createFile(path);
    } else {
      try (InputStream in = tree.open(entry)) {
        Files.copy(in, path);
      }
    }
    if (entry.kind() == TreeEntry.Kind.EXECUTABLE && !path.toFile().setExecutable(true)) {
      throw new IOException(path + " cannot be made executable");
    }
  }

  private static void link(SourceTree tree, TreeEntry entry, Path path, List<Path> links)
      throws IOException {
    try (InputStream in = tree.open(entry)) {
      String target = new String(in.readNBytes(LONGEST_TARGET), StandardCharsets.UTF_8);
      if (!target.isEmpty() && target.indexOf('\0') < 0) {
        Files.createSymbolicLink(path, Path.of(target));
        links.add(path);
      }
    }
  }

  private boolean staysInside(Path link) {
    try {
      return link.toRealPath().startsWith(app());
    } catch (IOException e) {
      return false;
    }
  }

  /** Removes it. */
  @Override
  public void close() {
    try {
      Files.walkFileTree(place, new Remover());
    } catch (IOException e) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE, place + " cannot be removed", "remove it by hand", e);
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path done, @Nullable IOException trouble)
        throws IOException {
      Files.delete(done);
      return FileVisitResult.CONTINUE;
    }
  }
}
