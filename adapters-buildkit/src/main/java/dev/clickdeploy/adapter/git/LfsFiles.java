package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.lfs.Attributes;
import dev.clickdeploy.adapter.git.lfs.Pointer;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The files below a root directory whose content Git LFS keeps, by their path there.
 *
 * @param configuration the repository's {@code .lfsconfig}; null when it has none
 */
record LfsFiles(Map<String, Pointer> byPath, @Nullable String configuration) {
  private static final String ATTRIBUTES = ".gitattributes";
  private static final int LONGEST_TEXT = 1 << 20;

  /** None. */
  static final LfsFiles NONE = new LfsFiles(Map.of(), null);

  /**
   * Finds them: files that the attributes of the repository give to Git LFS and that are pointers.
   *
   * @param whole the commit's tree
   * @param entries what is below the root directory
   */
  static LfsFiles of(
      ObjectReader objects, ObjectId whole, RootDirectory root, List<TreeEntry> entries)
      throws IOException {
    Attributes attributes = attributes(objects, whole, root, entries);
    if (attributes.isEmpty()) {
      return NONE;
    }
    Map<String, Pointer> pointers = new LinkedHashMap<>();
    for (TreeEntry entry : entries) {
      if (isRegular(entry)
          && entry.size() <= Pointer.MAX_BYTES
          && attributes.isLfs(inRepository(root, entry.path()))) {
        byte[] file = objects.open(id(entry), Constants.OBJ_BLOB).getBytes();
        Pointer.parse(file).ifPresent(pointer -> pointers.put(entry.path(), pointer));
      }
    }
    Optional<ObjectId> configuration = find(objects, whole, ".lfsconfig");
    return pointers.isEmpty()
        ? NONE
        : new LfsFiles(
            pointers, configuration.isEmpty() ? null : text(objects, configuration.get()));
  }

  private static Attributes attributes(
      ObjectReader objects, ObjectId whole, RootDirectory root, List<TreeEntry> entries)
      throws IOException {
    Map<String, ObjectId> files = new HashMap<>();
    for (TreeEntry entry : entries) {
      if (isRegular(entry) && isAttributes(entry.path())) {
        files.put(directory(inRepository(root, entry.path())), id(entry));
      }
    }
    for (String above = root.path(); !above.isEmpty(); ) {
      above = directory(above);
      String path = above.isEmpty() ? ATTRIBUTES : above + "/" + ATTRIBUTES;
      Optional<ObjectId> file = find(objects, whole, path);
      if (file.isPresent()) {
        files.put(above, file.get());
      }
    }
    Attributes attributes = new Attributes();
    for (Map.Entry<String, ObjectId> file : files.entrySet()) {
      try (InputStream in = objects.open(file.getValue(), Constants.OBJ_BLOB).openStream()) {
        attributes.add(file.getKey(), in);
      }
    }
    return attributes;
  }

  /** The same files with the sizes of their contents. */
  List<TreeEntry> sized(List<TreeEntry> entries) {
    return byPath.isEmpty() ? entries : entries.stream().map(this::sized).toList();
  }

  private TreeEntry sized(TreeEntry entry) {
    Pointer pointer = byPath.get(entry.path());
    return pointer == null
        ? entry
        : new TreeEntry(entry.path(), entry.kind(), entry.objectId(), pointer.size());
  }

  private static Optional<ObjectId> find(ObjectReader objects, ObjectId whole, String path)
      throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(objects, path, whole)) {
      return walk == null || walk.getFileMode().getObjectType() != Constants.OBJ_BLOB
          ? Optional.empty()
          : Optional.of(walk.getObjectId(0));
    }
  }

  private static String text(ObjectReader objects, ObjectId id) throws IOException {
    return new String(
        objects.open(id, Constants.OBJ_BLOB).getBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
  }

  private static boolean isRegular(TreeEntry entry) {
    return entry.kind() == TreeEntry.Kind.FILE || entry.kind() == TreeEntry.Kind.EXECUTABLE;
  }

  private static boolean isAttributes(String path) {
    return path.equals(ATTRIBUTES) || path.endsWith("/" + ATTRIBUTES);
  }

  private static String inRepository(RootDirectory root, String path) {
    return root.path().isEmpty() ? path : root.path() + "/" + path;
  }

  private static String directory(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static ObjectId id(TreeEntry entry) {
    return ObjectId.fromString(entry.objectId());
  }
}
