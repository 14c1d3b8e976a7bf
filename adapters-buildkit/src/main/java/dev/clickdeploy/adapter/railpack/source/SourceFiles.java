package dev.clickdeploy.adapter.railpack.source;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.model.source.TreeEntry.Kind;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a tree as the rules ask for them; every read is bounded. */
public final class SourceFiles {
  /** Longest file that is read whole; longer ones count as unreadable. */
  static final int MAX_BYTES = 1024 * 1024;

  private static final int LINE_BYTES = 1_000;

  private final SourceTree tree;
  private @Nullable List<String> paths;

  /** The files of this tree. */
  public SourceFiles(SourceTree tree) {
    this.tree = tree;
  }

  /** Whether there is a regular file at the path. */
  public boolean has(String path) {
    return tree.find(path).filter(SourceFiles::isFile).isPresent();
  }

  /** Whether there is a file at the path that git has as a program. */
  public boolean isExecutable(String path) {
    return tree.find(path).filter(entry -> entry.kind() == Kind.EXECUTABLE).isPresent();
  }

  /** Whether anything is below the directory. */
  public boolean hasDirectory(String path) {
    return path.isEmpty() || paths().anyMatch(p -> p.startsWith(path + "/"));
  }

  /** The first of these that is there. */
  public Optional<String> first(List<String> candidates) {
    return candidates.stream().filter(this::has).findFirst();
  }

  /** Those of these that are there, in the given order. */
  public List<String> present(List<String> candidates) {
    return candidates.stream().filter(this::has).toList();
  }

  /** Paths of all regular files, in git's order; the tree is walked once, and only if need be. */
  public Stream<String> paths() {
    List<String> known = paths;
    if (known == null) {
      known = tree.entries().stream().filter(SourceFiles::isFile).map(TreeEntry::path).toList();
      paths = known;
    }
    return known.stream();
  }

  /** Paths of regular files whose whole path the pattern matches, in git's order. */
  public Stream<String> matching(Pattern pattern) {
    return paths().filter(path -> pattern.matcher(path).matches());
  }

  /** The first line of a short file that is neither empty nor a comment of {@code #}. */
  public Optional<String> firstLine(String path) {
    return head(path, LINE_BYTES)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .findFirst();
  }

  /** A whole text file without byte order mark, line ends as LF; empty when absent or too long. */
  public Optional<String> text(String path) {
    try {
      return tree.readText(path, MAX_BYTES).map(SourceFiles::normal);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** The beginning of a text file of any length; empty when absent. */
  public String head(String path, int bytes) {
    Optional<TreeEntry> entry = tree.find(path).filter(SourceFiles::isFile);
    if (entry.isEmpty()) {
      return "";
    }
    try (InputStream in = tree.open(entry.get())) {
      return normal(new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static boolean isFile(TreeEntry entry) {
    return entry.kind() == Kind.FILE || entry.kind() == Kind.EXECUTABLE;
  }

  private static String normal(String text) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return content.replace("\r\n", "\n");
  }

  private static PortException unreadable(String path, IOException e) {
    return new PortException(
        FailureClass.INFRASTRUCTURE, path + " cannot be read from the repository's cache", null, e);
  }
}
