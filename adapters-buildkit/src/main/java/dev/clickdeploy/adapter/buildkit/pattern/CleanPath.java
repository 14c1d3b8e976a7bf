package dev.clickdeploy.adapter.buildkit.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/** Go's {@code path.Clean}: the shortest text for the same path, by text alone. */
public final class CleanPath {
  private CleanPath() {}

  /**
   * Without empty segments and {@code .}, each {@code ..} resolved; {@code .} when nothing is left.
   */
  public static String of(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        if (!kept.isEmpty() && !kept.peekLast().equals("..")) {
          kept.removeLast();
        } else if (!rooted) {
          kept.addLast(segment);
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String joined = String.join("/", kept);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
