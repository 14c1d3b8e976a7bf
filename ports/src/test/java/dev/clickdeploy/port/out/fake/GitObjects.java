package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.source.TreeEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Object ids as git computes them: SHA-1 over {@code type size NUL content}. */
final class GitObjects {
  /** Git's order of paths: compared as bytes, where a directory counts as {@code name/}. */
  static final Comparator<String> PATH_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private GitObjects() {}

  record Content(TreeEntry.Kind kind, byte[] bytes, String id) {
    TreeEntry at(String path) {
      return new TreeEntry(path, kind, id, bytes.length);
    }

    String mode() {
      return switch (kind) {
        case FILE -> "100644";
        case EXECUTABLE -> "100755";
        case SYMLINK -> "120000";
        case SUBMODULE -> "160000";
      };
    }
  }

  static String blobId(byte[] content) {
    return id("blob", content);
  }

  static String treeId(Map<String, Content> contents) {
    NavigableMap<String, Map<String, Content>> directories = new TreeMap<>(PATH_ORDER);
    NavigableMap<String, byte[]> lines = new TreeMap<>(PATH_ORDER);
    contents.forEach(
        (path, content) -> {
          int slash = path.indexOf('/');
          if (slash < 0) {
            lines.put(path, line(content.mode(), path, content.id()));
          } else {
            directories
                .computeIfAbsent(path.substring(0, slash + 1), name -> new TreeMap<>())
                .put(path.substring(slash + 1), content);
          }
        });
    directories.forEach(
        (name, below) ->
            lines.put(name, line("40000", name.substring(0, name.length() - 1), treeId(below))));
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    lines.values().forEach(tree::writeBytes);
    return id("tree", tree.toByteArray());
  }

  private static byte[] line(String mode, String name, String id) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
    line.writeBytes(HexFormat.of().parseHex(id));
    return line.toByteArray();
  }

  private static String id(String type, byte[] content) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update((type + " " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha1.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
