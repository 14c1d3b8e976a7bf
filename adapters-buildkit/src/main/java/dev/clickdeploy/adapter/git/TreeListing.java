package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Walks a commit's tree in git's order. */
final class TreeListing {
  /** More than any app has; a few small trees that contain each other could claim billions. */
  static final int MOST_ENTRIES = 1_000_000;

  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 4_096;
  private static final int MOST_NAMED = 10;

  private final ObjectReader objects;
  private final CommitSha commit;

  TreeListing(ObjectReader objects, CommitSha commit) {
    this.objects = objects;
    this.commit = commit;
  }

  /** The tree at a root directory. */
  ObjectId at(ObjectId whole, RootDirectory root) throws IOException {
    if (root.path().isEmpty()) {
      return whole.copy();
    }
    try (TreeWalk walk = TreeWalk.forPath(objects, root.path(), whole)) {
      if (walk == null || !walk.isSubtree()) {
        throw missing(whole, root);
      }
      return walk.getObjectId(0);
    }
  }

  private PortException missing(ObjectId whole, RootDirectory root) throws IOException {
    List<String> directories = new ArrayList<>();
    try (TreeWalk walk = walk(whole)) {
      while (walk.next() && directories.size() < MOST_NAMED) {
        if (walk.isSubtree()) {
          directories.add(walk.getNameString());
        }
      }
    }
    String there =
        directories.isEmpty() ? "has no directories" : "has: " + String.join(", ", directories);
    return Refusals.source(
        "there is no directory '%s' in commit %s, which %s"
            .formatted(root, commit.abbreviated(), there),
        "set the service's root directory to one that is there");
  }

  /** Every file, link and submodule below a tree; reading their sizes finds what is missing. */
  List<TreeEntry> entries(ObjectId tree) throws IOException {
    List<TreeEntry> entries = new ArrayList<>();
    try (TreeWalk walk = walk(tree)) {
      while (walk.next()) {
        checkName(walk);
        if (walk.isSubtree()) {
          walk.enterSubtree();
        } else {
          entries.add(entry(walk));
        }
        if (entries.size() > MOST_ENTRIES) {
          throw refused("has more than %,d files".formatted(MOST_ENTRIES));
        }
      }
    }
    return List.copyOf(entries);
  }

  /** A small text file of a tree, absent when there is none. */
  Optional<String> text(ObjectId tree, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(objects, path, tree)) {
      if (walk == null || walk.getFileMode().getObjectType() != Constants.OBJ_BLOB) {
        return Optional.empty();
      }
      byte[] bytes = objects.open(walk.getObjectId(0), Constants.OBJ_BLOB).getBytes(LONGEST_TEXT);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private TreeWalk walk(AnyObjectId tree) throws IOException {
    TreeWalk walk = new TreeWalk(objects);
    walk.addTree(tree);
    return walk;
  }

  private TreeEntry entry(TreeWalk walk) throws IOException {
    ObjectId id = walk.getObjectId(0);
    TreeEntry.Kind kind = kind(walk.getFileMode());
    long size =
        kind == TreeEntry.Kind.SUBMODULE ? 0 : objects.getObjectSize(id, Constants.OBJ_BLOB);
    return new TreeEntry(walk.getPathString(), kind, id.name(), size);
  }

  private TreeEntry.Kind kind(FileMode mode) {
    if (mode == FileMode.GITLINK) {
      return TreeEntry.Kind.SUBMODULE;
    }
    if (mode == FileMode.SYMLINK) {
      return TreeEntry.Kind.SYMLINK;
    }
    return mode == FileMode.EXECUTABLE_FILE ? TreeEntry.Kind.EXECUTABLE : TreeEntry.Kind.FILE;
  }

  /** Names that git itself refuses to check out, and paths that no file system takes. */
  private void checkName(TreeWalk walk) {
    String name = walk.getNameString();
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.equalsIgnoreCase(".git")
        || name.indexOf('/') >= 0) {
      throw refused("has the forbidden name '%s'".formatted(walk.getPathString()));
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw refused("has a name of more than %,d bytes".formatted(LONGEST_NAME));
    }
    if (walk.getPathLength() > LONGEST_PATH) {
      throw refused("has a path of more than %,d bytes".formatted(LONGEST_PATH));
    }
  }

  private PortException refused(String why) {
    return Refusals.source(
        "commit %s %s".formatted(commit.abbreviated(), why), "remove it from the repository");
  }
}
