package dev.clickdeploy.model.build.option;

import dev.clickdeploy.model.source.SourceTree;
import java.util.Objects;

/** A source beside the context. */
public sealed interface NamedContext {
  /** An image, such as {@code debian:trixie-slim} or one pinned by digest. */
  record Image(String reference) implements NamedContext {
    public Image {
      Objects.requireNonNull(reference, "reference");
    }
  }

  /** A tree, streamed like the context itself. */
  record Tree(SourceTree tree) implements NamedContext {
    public Tree {
      Objects.requireNonNull(tree, "tree");
    }
  }

  /** A git repository or a single file that the builder itself fetches, without credentials. */
  record Remote(String url) implements NamedContext {
    public Remote {
      if (!url.startsWith("https://") && !url.startsWith("http://")) {
        throw new IllegalArgumentException("a remote context is named by an http(s) URL");
      }
    }
  }
}
