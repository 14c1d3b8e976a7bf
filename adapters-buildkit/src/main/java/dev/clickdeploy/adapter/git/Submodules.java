package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.port.out.PortException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/**
 * The submodules of a tree, each at the commit that the tree pins. One that {@code .gitmodules}
 * does not name stays without content, as git leaves it.
 */
record Submodules(
    Surroundings around,
    Remote parent,
    CommitTree tree,
    RootDirectory root,
    Nesting nesting,
    Cancellation cancellation) {
  /** The tree with the content of its submodules at their paths. */
  SourceTree mounted() {
    Map<String, SourceTree> mounts = new LinkedHashMap<>();
    boolean complete = false;
    try {
      if (tree.gitmodules().isPresent()) {
        mount(parsed(tree.gitmodules().get()), mounts);
      }
      SourceTree whole = mounts.isEmpty() ? tree : new MountedTree(tree, mounts);
      around.limits().check(whole, "commit %s with its submodules".formatted(tree.commit().sha()));
      complete = true;
      return whole;
    } finally {
      if (!complete) {
        mounts.values().forEach(SourceTree::close);
      }
    }
  }

  private void mount(Config gitmodules, Map<String, SourceTree> mounts) {
    List<TreeEntry> links =
        tree.entries().stream().filter(e -> e.kind() == TreeEntry.Kind.SUBMODULE).toList();
    for (TreeEntry link : links) {
      String path = root.path().isEmpty() ? link.path() : root.path() + "/" + link.path();
      Optional<String> url = SubmoduleUrl.of(path, gitmodules);
      if (url.isPresent()) {
        mounts.put(link.path(), opened(path, url.get(), new CommitSha(link.objectId())));
      }
    }
  }

  private SourceTree opened(String path, String url, CommitSha sha) {
    cancellation.throwIfCancelled();
    if (!nesting.admits()) {
      throw refused(path, "there are too many submodules", "take some out");
    }
    if (nesting.depth() >= around.limits().submoduleDepth()) {
      throw refused(
          path,
          "submodules lie deeper within each other than %d"
              .formatted(around.limits().submoduleDepth()),
          "take it out, or have the limit raised");
    }
    try {
      Remote remote = around.remote(access(path, url));
      return new Opening(
              around, remote, sha, RootDirectory.REPOSITORY, nesting.deeper(), cancellation)
          .call();
    } catch (PortException e) {
      throw new PortException(
          e.failure().type(),
          "the submodule %s cannot be fetched: %s".formatted(path, e.getMessage()),
          e.failure().mend(),
          e);
    }
  }

  private RepositoryAccess access(String path, String url) {
    try {
      return new SubmoduleUrl(parent.access()).access(url);
    } catch (IllegalArgumentException e) {
      throw refused(path, "its URL in .gitmodules is wrong: " + e.getMessage(), "correct the URL");
    }
  }

  private Config parsed(String text) {
    Config config = new Config();
    try {
      config.fromText(text);
      return config;
    } catch (ConfigInvalidException e) {
      throw Refusals.source(
          ".gitmodules of %s cannot be understood".formatted(parent.url()), "correct it", e);
    }
  }

  private PortException refused(String path, String why, String mend) {
    return Refusals.source(
        "the submodule %s of %s is not fetched: %s".formatted(path, parent.url(), why), mend);
  }
}
