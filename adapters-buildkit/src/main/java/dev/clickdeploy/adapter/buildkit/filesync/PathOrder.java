package dev.clickdeploy.adapter.buildkit.filesync;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The order that the receiver checks (fsutil, validator.go): depth first, names of one directory as
 * bytes. Neither git's order ({@code a.txt} before {@code a/}) nor that of Java's texts (UTF-16).
 */
final class PathOrder {
  private PathOrder() {}

  static List<Node> sorted(Collection<Node> nodes) {
    return nodes.stream()
        .map(node -> Map.entry(key(node.path()), node))
        .sorted(Map.Entry.comparingByKey(Arrays::compareUnsigned))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** With the separator below every byte of a name, comparing whole paths compares by name. */
  private static byte[] key(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '/' ? 0 : bytes[i];
    }
    return bytes;
  }
}
