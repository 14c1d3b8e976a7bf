package dev.clickdeploy.adapter.buildkit.filesync;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A directory that a build may read. Nodes are in the order that the daemon demands: a directory
 * before its content, names compared as bytes.
 */
public final class LocalDirectory {
  private final Map<String, Node> byPath;
  private final List<Node> nodes;

  private LocalDirectory(Map<String, Node> byPath) {
    this.byPath = byPath;
    this.nodes = PathOrder.sorted(byPath.values());
  }

  /** A directory without entries. */
  public static LocalDirectory empty() {
    return new LocalDirectory(Map.of());
  }

  /**
   * The content of a tree; a submodule is an empty directory.
   *
   * @throws IOException when a symbolic link cannot be read or two names cannot be told apart
   */
  public static LocalDirectory of(SourceTree tree) throws IOException {
    Map<String, Node> nodes = new HashMap<>();
    for (TreeEntry entry : tree.entries()) {
      if (nodes.put(entry.path(), node(tree, entry)) != null) {
        throw new IOException(
            "two entries of the source are named '%s' once their names are read as UTF-8"
                .formatted(entry.path()));
      }
      addParents(nodes, entry.path());
    }
    return new LocalDirectory(nodes);
  }

  private static Node node(SourceTree tree, TreeEntry entry) throws IOException {
    Instant modified = ModificationTime.of(entry.objectId());
    Node.Content content = () -> tree.open(entry);
    return switch (entry.kind()) {
      case FILE -> new Node(entry.path(), FileMode.FILE, entry.size(), modified, "", content);
      case EXECUTABLE ->
          new Node(entry.path(), FileMode.EXECUTABLE, entry.size(), modified, "", content);
      case SYMLINK -> symlink(entry, modified, content);
      case SUBMODULE -> Node.directory(entry.path());
    };
  }

  private static Node symlink(TreeEntry entry, Instant modified, Node.Content content)
      throws IOException {
    try (InputStream in = content.open()) {
      String target = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Node(
          entry.path(),
          FileMode.SYMLINK,
          entry.size(),
          modified,
          target,
          InputStream::nullInputStream);
    }
  }

  private static void addParents(Map<String, Node> nodes, String path) {
    int slash = path.lastIndexOf('/');
    while (slash > 0) {
      String parent = path.substring(0, slash);
      if (nodes.putIfAbsent(parent, Node.directory(parent)) != null) {
        return;
      }
      slash = parent.lastIndexOf('/');
    }
  }

  /** The same directory with this text as one of its files. */
  public LocalDirectory with(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String digest = ImageDigest.of(bytes).value().substring("sha256:".length());
    Map<String, Node> more = new HashMap<>(byPath);
    more.put(
        path,
        new Node(
            path,
            FileMode.FILE,
            bytes.length,
            ModificationTime.of(digest),
            "",
            () -> new ByteArrayInputStream(bytes)));
    addParents(more, path);
    return new LocalDirectory(more);
  }

  List<Node> nodes() {
    return nodes;
  }

  Optional<Node> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** Names of what is directly in a directory; {@code .} is the directory itself. */
  List<String> names(String directory) {
    String prefix = directory.equals(".") ? "" : directory + "/";
    List<String> names = new ArrayList<>();
    for (Node node : nodes) {
      if (node.path().startsWith(prefix) && node.path().indexOf('/', prefix.length()) < 0) {
        names.add(node.path().substring(prefix.length()));
      }
    }
    return names;
  }
}
