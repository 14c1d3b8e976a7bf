package dev.clickdeploy.bootstrap.plan;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a directory as they are now, in git's order, without what belongs to git or was
 * installed. Links are told and not followed.
 */
final class DirectoryTree implements SourceTree {
  private static final Set<String> LEFT_OUT = Set.of(".git", "node_modules", ".venv");
  private static final int MOST_FILES = 200_000;
  private static final String NO_OBJECT = "0".repeat(40);
  private static final Comparator<String> ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final Path directory;
  private final NavigableMap<String, TreeEntry> entries = new TreeMap<>(ORDER);

  private DirectoryTree(Path directory) {
    this.directory = directory;
  }

  /**
   * Lists a directory.
   *
   * @throws IllegalArgumentException when it has more than {@value #MOST_FILES} files
   */
  static DirectoryTree at(Path directory) {
    DirectoryTree tree = new DirectoryTree(directory);
    try {
      Files.walkFileTree(directory, tree.new Lister());
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be read", e);
    }
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      boolean leftOut =
          !path.equals(directory) && LEFT_OUT.contains(String.valueOf(path.getFileName()));
      return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (entries.size() == MOST_FILES) {
        throw new IllegalArgumentException(
            "%s has more than %d files; give the directory of the app"
                .formatted(directory, MOST_FILES));
      }
      String path = directory.relativize(file).toString().replace('\\', '/');
      if (attributes.isSymbolicLink() || attributes.isRegularFile()) {
        entries.put(
            path, new TreeEntry(path, kind(file, attributes), NO_OBJECT, attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }

    private TreeEntry.Kind kind(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        return TreeEntry.Kind.SYMLINK;
      }
      return Files.isExecutable(file) ? TreeEntry.Kind.EXECUTABLE : TreeEntry.Kind.FILE;
    }
  }

  /** There is none: the files are not committed. */
  @Override
  public Commit commit() {
    return new Commit(new CommitSha(NO_OBJECT), "", "", Instant.EPOCH);
  }

  @Override
  public String treeId() {
    return NO_OBJECT;
  }

  @Override
  public List<TreeEntry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public Optional<TreeEntry> find(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  @Override
  public InputStream open(TreeEntry entry) throws IOException {
    return Files.newInputStream(directory.resolve(entry.path()), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {}
}
