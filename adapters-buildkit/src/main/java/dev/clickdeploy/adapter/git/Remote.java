package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.lfs.LfsConnections;
import dev.clickdeploy.adapter.git.lfs.LfsServer;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;

/** One repository at its host, with what opens it. Every failure leaves as a PortException. */
final class Remote {
  /** The depth that git takes as the whole history (gitprotocol-pack, deepen). */
  static final int WHOLE_HISTORY = Integer.MAX_VALUE;

  /** What a host made of the wish for one commit. */
  enum Answer {
    GIVEN,
    /** The host has no such commit. */
    MISSING,
    /** The host gives only what its refs point to; the commit may be in their history. */
    NOT_ADVERTISED,
    /** The host cannot leave out a part of what it sends. */
    NOT_SELECTIVE
  }

  private final RepositoryAccess access;
  private final URIish uri;
  private final @Nullable BasicToken token;
  private final GitPolicy policy;
  private final GitLimits limits;
  private final Duration timeout;

  /** Checks the URL against the policy; the network is not touched yet. */
  Remote(RepositoryAccess access, GitPolicy policy, GitLimits limits, Duration timeout) {
    policy.check(access.url());
    this.limits = limits;
    this.access = access;
    this.uri = uri(access.url());
    checkCredential();
    this.token =
        access
            .oauthToken()
            .map(secret -> new BasicToken(URI.create(access.url().value()), secret))
            .orElse(null);
    this.policy = policy;
    this.timeout = timeout;
  }

  private static URIish uri(RepositoryUrl url) {
    try {
      URIish uri = new URIish(url.value());
      // Hosts expect "git"; JGit would name the user who runs this process.
      return url.scheme().equals("ssh") && uri.getUser() == null ? uri.setUser("git") : uri;
    } catch (URISyntaxException e) {
      throw Refusals.source(
          "%s cannot be understood: %s".formatted(url, e.getReason()), "correct the URL");
    }
  }

  private void checkCredential() {
    boolean ssh = url().scheme().equals("ssh");
    if (ssh && access.deployKey().isEmpty()) {
      throw Refusals.source(
          "%s opens only with a deploy key".formatted(url()),
          "give the service one, or use the https:// URL");
    }
    if (!ssh && access.deployKey().isPresent()) {
      throw Refusals.source(
          "%s does not open with a deploy key".formatted(url()),
          "use the ssh:// URL, or give a token");
    }
  }

  RepositoryAccess access() {
    return access;
  }

  GitLimits limits() {
    return limits;
  }

  RepositoryUrl url() {
    return access.url();
  }

  /** Host and port as the URL gives them. */
  String host() {
    if (uri.getHost() == null) {
      return "this machine";
    }
    return uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
  }

  boolean hasToken() {
    return token != null;
  }

  /** Whether an exception's text would tell the token, because the host has sent it back. */
  boolean tells(Throwable thrown) {
    for (Throwable t = thrown; t != null && token != null; t = t.getCause()) {
      if (token.isIn(String.valueOf(t.getMessage()))) {
        return true;
      }
    }
    return false;
  }

  /** How LFS servers are reached. */
  LfsConnections lfsConnections() {
    return new LfsHttp(policy, token, timeout);
  }

  /**
   * The LFS server that belongs to the repository.
   *
   * @throws IllegalArgumentException when the host was asked for it and names none
   */
  LfsServer lfsServer() {
    return switch (url().scheme()) {
      case "http", "https" -> LfsServer.of(url().value());
      case "ssh" -> lfsServerOverSsh();
      default ->
          throw Refusals.source(
              "%s keeps files in Git LFS, which are not fetched over %s"
                  .formatted(url(), url().scheme()),
              "use the repository's https:// URL");
    };
  }

  private LfsServer lfsServerOverSsh() {
    SshLine line = ssh();
    String question =
        "git-lfs-authenticate %s download".formatted(QuotedString.BOURNE.quote(uri.getPath()));
    try {
      return LfsServer.authenticated(line.run(uri, question));
    } catch (IOException e) {
      throw TransportFailures.of(e, this, line);
    }
  }

  /** The refs that start with one of these prefixes; all of them when the host does not filter. */
  Collection<Ref> refs(String... prefixes) {
    try (CacheRepository nowhere = CacheRepository.nowhere()) {
      return talk(
          nowhere, 1, Selection.EVERYTHING, (connection, line) -> connection.getRefs(), prefixes);
    }
  }

  /** Fetches one commit, or some of it, without its history. */
  Answer fetchCommit(
      Repository into,
      ObjectId commit,
      Set<ObjectId> have,
      Selection selection,
      ProgressMonitor monitor) {
    Set<Ref> want = Set.of(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, commit.name(), commit));
    Talk<Answer> fetch =
        (connection, line) -> {
          try {
            connection.fetch(monitor, want, have);
            return Answer.GIVEN;
          } catch (TransportException e) {
            return refusal(e, commit, connection, line);
          }
        };
    return talk(into, 1, selection, fetch, "HEAD");
  }

  /** JGit swallows the reason of old hosts and of files when it asks for a shallow commit. */
  private Answer refusal(
      TransportException e, ObjectId commit, FetchConnection connection, Line line)
      throws TransportException {
    if (TransportFailures.refusesSelection(e)) {
      return Answer.NOT_SELECTIVE;
    }
    if (line.speaksV2() && TransportFailures.refusesCommit(e)) {
      return Answer.MISSING;
    }
    boolean advertised =
        connection.getRefs().stream().anyMatch(ref -> commit.equals(ref.getObjectId()));
    if (!line.speaksV2() && !advertised && line.wasAnswered(e)) {
      return Answer.NOT_ADVERTISED;
    }
    throw e;
  }

  /** Fetches that many commits of every branch; whether there is a branch. */
  boolean fetchBranches(Repository into, int depth, Set<ObjectId> have, ProgressMonitor monitor) {
    Talk<Boolean> fetch =
        (connection, line) -> {
          List<Ref> heads =
              connection.getRefs().stream()
                  .filter(ref -> ref.getName().startsWith("refs/heads/"))
                  .toList();
          if (!heads.isEmpty()) {
            connection.fetch(monitor, heads, have);
          }
          return !heads.isEmpty();
        };
    return talk(into, depth, Selection.EVERYTHING, fetch, "refs/heads/");
  }

  private interface Talk<T> {
    T with(FetchConnection connection, Line line) throws TransportException;
  }

  private <T> T talk(
      Repository local, int depth, Selection selection, Talk<T> talk, String... prefixes) {
    Line line = line();
    try (Transport transport = transport(local, depth, selection, line);
        FetchConnection connection = transport.openFetch(List.of(), prefixes)) {
      if (!(connection instanceof BasePackFetchConnection)) {
        throw new NotSupportedException("it serves files only");
      }
      return talk.with(connection, line);
    } catch (IOException | RuntimeException e) {
      throw TransportFailures.of(e, this, line);
    }
  }

  private Line line() {
    return switch (url().scheme()) {
      case "file" -> new FileLine();
      case "ssh" -> ssh();
      default -> new HttpLine(this, new HostConnections(policy, token, timeout));
    };
  }

  private SshLine ssh() {
    return new SshLine(this, uri, access.deployKey().orElseThrow(), policy, timeout);
  }

  private Transport transport(Repository local, int depth, Selection selection, Line line)
      throws IOException {
    Transport transport = Transport.open(local, uri);
    transport.setCredentialsProvider(null);
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setDepth(depth);
    transport.setFilterSpec(selection.filter());
    line.prepare(transport);
    return transport;
  }
}
