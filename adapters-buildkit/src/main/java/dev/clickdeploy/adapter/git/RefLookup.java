package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.port.out.PortException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** What commit a ref names at the host now. */
final class RefLookup {
  private static final String BRANCHES = "refs/heads/";
  private static final int MOST_NAMED = 10;

  private final Remote remote;
  private final GitRef ref;

  RefLookup(Remote remote, GitRef ref) {
    this.remote = remote;
    this.ref = ref;
  }

  CommitSha commit() {
    List<String> candidates = candidates();
    Map<String, Ref> there = new HashMap<>();
    for (Ref found : remote.refs(candidates.toArray(String[]::new))) {
      there.put(found.getName(), found);
    }
    return candidates.stream()
        .map(there::get)
        .filter(Objects::nonNull)
        .map(RefLookup::peeled)
        .findFirst()
        .orElseThrow(this::missing);
  }

  /** What each of these full refs names; those that are not there are left out. */
  static Map<GitRef, CommitSha> heads(Remote remote, Set<GitRef> refs) {
    Map<GitRef, CommitSha> heads = new HashMap<>();
    for (Ref found : remote.refs(refs.stream().map(GitRef::value).toArray(String[]::new))) {
      // prefixes are asked for, and old hosts tell all that they have
      GitRef name =
          refs.stream().filter(r -> r.value().equals(found.getName())).findFirst().orElse(null);
      if (name != null) {
        heads.put(name, peeled(found));
      }
    }
    return heads;
  }

  private List<String> candidates() {
    String name = ref.value();
    if (name.startsWith("refs/")) {
      return List.of(name);
    }
    return name.equals("HEAD")
        ? List.of(BRANCHES + name, "refs/tags/" + name, name)
        : List.of(BRANCHES + name, "refs/tags/" + name);
  }

  /** The host tells for an annotated tag what it points to. */
  private static CommitSha peeled(Ref found) {
    ObjectId target = found.getPeeledObjectId();
    return new CommitSha((target == null ? found.getObjectId() : target).name());
  }

  private PortException missing() {
    Collection<Ref> all = remote.refs(BRANCHES);
    List<String> branches =
        all.stream()
            .map(Ref::getName)
            .filter(name -> name.startsWith(BRANCHES))
            .map(name -> name.substring(BRANCHES.length()))
            .sorted()
            .toList();
    if (branches.isEmpty()) {
      return Refusals.source(
          "there is no %s in %s: the repository is empty".formatted(what(), remote.url()),
          "push a first commit");
    }
    String named = String.join(", ", branches.subList(0, Math.min(MOST_NAMED, branches.size())));
    int more = branches.size() - MOST_NAMED;
    return Refusals.source(
        "there is no %s in %s; it has: %s%s"
            .formatted(what(), remote.url(), named, more > 0 ? " and %d more".formatted(more) : ""),
        "push the branch, or name one that is there");
  }

  private String what() {
    return ref.value().startsWith("refs/")
        ? "ref '%s'".formatted(ref)
        : "branch or tag '%s'".formatted(ref);
  }
}
