package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Where a submodule is fetched from, and with what, seen from the repository that has it. */
final class SubmoduleUrl {
  private static final String UP = "../";
  private static final String HERE = "./";

  private final RepositoryAccess parent;

  SubmoduleUrl(RepositoryAccess parent) {
    this.parent = parent;
  }

  /**
   * The submodule's repository with the parent's credential, if that is for the same host. An
   * {@code ssh} URL for which there is no key becomes an {@code https} one: people write it for
   * their own keys, and hosts serve both.
   *
   * @throws IllegalArgumentException when it is no URL to fetch from
   */
  RepositoryAccess access(String written) {
    RepositoryUrl url = new RepositoryUrl(absolute(written));
    if (url.scheme().equals("file") && !parent.url().scheme().equals("file")) {
      throw new IllegalArgumentException("it is on the machine that fetches it");
    }
    if (url.scheme().equals("ssh")) {
      return ssh(url);
    }
    return new RepositoryAccess(url, tokenFor(url));
  }

  private RepositoryAccess ssh(RepositoryUrl url) {
    if (parent.deployKey().isPresent() && parent.url().host().equals(url.host())) {
      return new RepositoryAccess(url, parent.credential());
    }
    String path = parsed(url.value()).getPath().replaceAll("^/+", "");
    RepositoryUrl https = new RepositoryUrl("https://" + url.host() + "/" + path);
    return new RepositoryAccess(https, tokenFor(https));
  }

  private @Nullable Credential tokenFor(RepositoryUrl url) {
    if (!url.scheme().startsWith("http") || !parent.url().scheme().startsWith("http")) {
      return null;
    }
    return parent
        .oauthToken()
        .filter(token -> new BasicToken(uri(parent.url()), token).belongsTo(toUrl(url)))
        .<Credential>map(Credential.Token::new)
        .orElse(null);
  }

  /** As git-submodule(1) has it: each {@code ../} takes the last part from the parent's URL. */
  private String absolute(String written) {
    if (!written.startsWith(HERE) && !written.startsWith(UP)) {
      return written;
    }
    String base = parent.url().value().replaceAll("/+$", "");
    String rest = written;
    while (rest.startsWith(HERE) || rest.startsWith(UP)) {
      if (rest.startsWith(UP)) {
        base = above(base);
      }
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return base.endsWith(":") ? base + rest : base + "/" + rest;
  }

  private String above(String base) {
    int start = base.contains("://") ? base.indexOf('/', base.indexOf("://") + 3) : 0;
    int slash = base.lastIndexOf('/');
    if (slash > start || (slash == start && start > 0)) {
      return base.substring(0, slash);
    }
    int colon = base.indexOf(':');
    if (!base.contains("://") && colon >= 0 && colon < base.length() - 1) {
      return base.substring(0, colon + 1);
    }
    throw new IllegalArgumentException("it leads above the host's root");
  }

  private static URIish parsed(String url) {
    try {
      return new URIish(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is not a valid URL: " + e.getReason(), e);
    }
  }

  private static URI uri(RepositoryUrl url) {
    return URI.create(url.value());
  }

  private static java.net.URL toUrl(RepositoryUrl url) {
    try {
      return uri(url).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("it is not a valid URL", e);
    }
  }

  /** What a text of {@code .gitmodules} says, if anything, of a path in the repository. */
  static Optional<String> of(String path, org.eclipse.jgit.lib.Config gitmodules) {
    return gitmodules.getSubsections("submodule").stream()
        .filter(name -> path.equals(gitmodules.getString("submodule", name, "path")))
        .map(name -> Optional.ofNullable(gitmodules.getString("submodule", name, "url")))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
