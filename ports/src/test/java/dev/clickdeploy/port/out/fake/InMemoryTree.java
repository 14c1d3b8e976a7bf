package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A source tree in memory with the object ids and the order that git gives. */
public final class InMemoryTree implements SourceTree {
  /** The commit of a tree that was given none. */
  public static final Commit COMMIT =
      new Commit(
          new CommitSha("c0ffee".repeat(6) + "c0ff"),
          "Say hello\n\nWith a body.",
          "Ada Lovelace",
          Instant.parse("2025-12-31T12:00:00Z"));

  private final Commit commit;
  private final NavigableMap<String, GitObjects.Content> contents;
  private volatile boolean closed;

  private InMemoryTree(Commit commit, Map<String, GitObjects.Content> contents) {
    this.commit = commit;
    this.contents = new TreeMap<>(GitObjects.PATH_ORDER);
    this.contents.putAll(contents);
  }

  /** A tree of text files. */
  public static InMemoryTree of(Map<String, String> files) {
    InMemoryTree tree = empty();
    for (Map.Entry<String, String> file : files.entrySet()) {
      tree = tree.with(file.getKey(), file.getValue());
    }
    return tree;
  }

  /** A tree without entries. */
  public static InMemoryTree empty() {
    return new InMemoryTree(COMMIT, Map.of());
  }

  /** The tree with one more text file, or with other content in it. */
  public InMemoryTree with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The tree with one more file, or with other content in it. */
  public InMemoryTree with(String path, byte[] content) {
    return with(path, TreeEntry.Kind.FILE, content);
  }

  /** The tree with one more executable file. */
  public InMemoryTree withExecutable(String path, String text) {
    return with(path, TreeEntry.Kind.EXECUTABLE, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The tree with one more symbolic link. */
  public InMemoryTree withSymlink(String path, String target) {
    return with(path, TreeEntry.Kind.SYMLINK, target.getBytes(StandardCharsets.UTF_8));
  }

  /** The tree with one more submodule at this commit. */
  public InMemoryTree withSubmodule(String path, CommitSha sha) {
    return with(path, new GitObjects.Content(TreeEntry.Kind.SUBMODULE, new byte[0], sha.value()));
  }

  private InMemoryTree with(String path, TreeEntry.Kind kind, byte[] content) {
    return with(path, new GitObjects.Content(kind, content.clone(), GitObjects.blobId(content)));
  }

  private InMemoryTree with(String path, GitObjects.Content content) {
    if (path.isEmpty() || !RootDirectory.clean(path, "path").equals(path)) {
      throw new IllegalArgumentException("'" + path + "' is not a path in a git tree");
    }
    Map<String, GitObjects.Content> more = new TreeMap<>(contents);
    more.put(path, content);
    return new InMemoryTree(commit, more);
  }

  /** The tree without a path. */
  public InMemoryTree without(String path) {
    Map<String, GitObjects.Content> fewer = new TreeMap<>(contents);
    fewer.remove(path);
    return new InMemoryTree(commit, fewer);
  }

  /** The same content as another commit. */
  public InMemoryTree at(Commit other) {
    return new InMemoryTree(other, contents);
  }

  /** What is below a directory; absent when the tree has no such directory. */
  public Optional<InMemoryTree> below(RootDirectory root) {
    if (root.path().isEmpty()) {
      return Optional.of(new InMemoryTree(commit, contents));
    }
    String prefix = root.path() + "/";
    Map<String, GitObjects.Content> inside = new TreeMap<>();
    contents.forEach(
        (path, content) -> {
          if (path.startsWith(prefix)) {
            inside.put(path.substring(prefix.length()), content);
          }
        });
    return inside.isEmpty() ? Optional.empty() : Optional.of(new InMemoryTree(commit, inside));
  }

  /** Paths in which this tree's content differs from another's, in git's order. */
  List<String> differencesFrom(InMemoryTree other) {
    NavigableSet<String> paths = new TreeSet<>(GitObjects.PATH_ORDER);
    paths.addAll(contents.keySet());
    paths.addAll(other.contents.keySet());
    paths.removeIf(path -> sameContent(contents.get(path), other.contents.get(path)));
    return List.copyOf(paths);
  }

  private static boolean sameContent(GitObjects.Content one, GitObjects.Content two) {
    return one != null && two != null && one.kind() == two.kind() && one.id().equals(two.id());
  }

  @Override
  public Commit commit() {
    return commit;
  }

  @Override
  public String treeId() {
    return GitObjects.treeId(contents);
  }

  @Override
  public List<TreeEntry> entries() {
    return contents.entrySet().stream().map(e -> e.getValue().at(e.getKey())).toList();
  }

  @Override
  public Optional<TreeEntry> find(String path) {
    return Optional.ofNullable(contents.get(path)).map(content -> content.at(path));
  }

  @Override
  public InputStream open(TreeEntry entry) throws IOException {
    if (closed) {
      throw new IOException("the tree is closed");
    }
    GitObjects.Content content = contents.get(entry.path());
    if (content == null || content.kind() == TreeEntry.Kind.SUBMODULE) {
      throw new IOException("no object " + entry.objectId());
    }
    return new ByteArrayInputStream(content.bytes());
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }
}
