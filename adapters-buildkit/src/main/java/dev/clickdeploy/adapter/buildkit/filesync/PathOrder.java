package dev.clickdeploy.adapter.buildkit.filesync;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order that the receiver checks (fsutil, validator.go): depth first, names of one directory as
 * bytes. Neither git's order ({@code a.txt} before {@code a/}) nor that of Java's texts (UTF-16).
 */
final class PathOrder {
  private PathOrder() {}

  private record Keyed(byte[] key, Node node) {}

  static List<Node> sorted(Collection<Node> nodes) {
    return nodes.stream()
        .map(node -> new Keyed(key(node.path()), node))
        .sorted(Comparator.comparing(Keyed::key, Arrays::compareUnsigned))
        .map(Keyed::node)
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
