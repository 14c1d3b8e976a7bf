package dev.clickdeploy.adapter.buildkit.filesync;

import dev.clickdeploy.adapter.buildkit.pattern.PathPatterns;
import dev.clickdeploy.adapter.buildkit.pattern.PathPatterns.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a directory a request selects. The daemon relies on the sender for that (fsutil,
 * filter.go): a directory is sent when it is selected itself or has something that is.
 */
final class Selection {
  private final PathPatterns include;
  private final PathPatterns exclude;
  private final List<Node> selected = new ArrayList<>();
  private final Deque<Parent> parents = new ArrayDeque<>();

  private Selection(PathPatterns include, PathPatterns exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  private static final class Parent {
    final Node node;
    final Verdict included;
    final Verdict excluded;
    boolean sent;

    Parent(Node node, Verdict included, Verdict excluded, boolean sent) {
      this.node = node;
      this.included = included;
      this.excluded = excluded;
      this.sent = sent;
    }
  }

  /**
   * The selected nodes, in the directory's order.
   *
   * @throws IllegalArgumentException naming a malformed pattern
   */
  static List<Node> of(LocalDirectory directory, FileRequest request) {
    List<String> followed = FollowedPaths.of(directory, request.follow());
    List<String> included = Stream.concat(request.include().stream(), followed.stream()).toList();
    Selection selection =
        new Selection(PathPatterns.of(included), PathPatterns.of(request.exclude()));
    directory.nodes().forEach(selection::decide);
    return selection.selected;
  }

  private void decide(Node node) {
    while (!parents.isEmpty() && !node.isBelow(parents.getLast().node)) {
      parents.removeLast();
    }
    Parent parent = parents.peekLast();
    Verdict included = include.verdict(node.path(), parent == null ? null : parent.included);
    Verdict excluded = exclude.verdict(node.path(), parent == null ? null : parent.excluded);
    boolean wanted = (include.isEmpty() || included.matches()) && !excluded.matches();
    if (wanted) {
      sendParents();
      selected.add(node);
    }
    if (node.isDirectory()) {
      parents.addLast(new Parent(node, included, excluded, wanted));
    }
  }

  private void sendParents() {
    for (Iterator<Parent> down = parents.iterator(); down.hasNext(); ) {
      Parent parent = down.next();
      if (!parent.sent) {
        parent.sent = true;
        selected.add(parent.node);
      }
    }
  }
}
