package dev.clickdeploy.adapter.git;

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
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
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
  private final @Nullable BasicToken token;
  private final GitPolicy policy;
  private final Duration timeout;

  /** Checks the URL against the policy; the network is not touched yet. */
  Remote(RepositoryAccess access, GitPolicy policy, Duration timeout) {
    policy.check(access.url());
    this.access = access;
    this.token =
        access.oauthToken().map(secret -> new BasicToken(uri(access), secret)).orElse(null);
    this.policy = policy;
    this.timeout = timeout;
  }

  RepositoryAccess access() {
    return access;
  }

  RepositoryUrl url() {
    return access.url();
  }

  /** Host and port as the URL gives them. */
  String host() {
    String authority = uri(access).getRawAuthority();
    return authority == null ? "this machine" : authority;
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

  /** The refs that start with one of these prefixes; all of them when the host does not filter. */
  Collection<Ref> refs(String... prefixes) {
    try (CacheRepository nowhere = CacheRepository.nowhere()) {
      return talk(
          nowhere, 1, Selection.EVERYTHING, (connection, http) -> connection.getRefs(), prefixes);
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
        (connection, http) -> {
          try {
            connection.fetch(monitor, want, have);
            return Answer.GIVEN;
          } catch (TransportException e) {
            return refusal(e, commit, connection, http);
          }
        };
    return talk(into, 1, selection, fetch, "HEAD");
  }

  /** JGit swallows the reason of old hosts and of files when it asks for a shallow commit. */
  private Answer refusal(
      TransportException e, ObjectId commit, FetchConnection connection, HostConnections http)
      throws TransportException {
    if (TransportFailures.refusesSelection(e)) {
      return Answer.NOT_SELECTIVE;
    }
    if (http.speaksV2() && TransportFailures.refusesCommit(e)) {
      return Answer.MISSING;
    }
    boolean advertised =
        connection.getRefs().stream().anyMatch(ref -> commit.equals(ref.getObjectId()));
    boolean answered = url().scheme().equals("file") || TransportFailures.wasAnswered(e, http);
    if (!http.speaksV2() && !advertised && answered) {
      return Answer.NOT_ADVERTISED;
    }
    throw e;
  }

  /** Fetches that many commits of every branch; whether there is a branch. */
  boolean fetchBranches(Repository into, int depth, Set<ObjectId> have, ProgressMonitor monitor) {
    Talk<Boolean> fetch =
        (connection, http) -> {
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
    T with(FetchConnection connection, HostConnections http) throws TransportException;
  }

  private <T> T talk(
      Repository local, int depth, Selection selection, Talk<T> talk, String... prefixes) {
    HostConnections http = new HostConnections(policy, token, timeout);
    try (Transport transport = transport(local, http, depth, selection);
        FetchConnection connection = transport.openFetch(List.of(), prefixes)) {
      if (!(connection instanceof BasePackFetchConnection)) {
        throw new NotSupportedException("it serves files only");
      }
      return talk.with(connection, http);
    } catch (IOException | URISyntaxException | RuntimeException e) {
      throw TransportFailures.of(e, this, http);
    }
  }

  private Transport transport(
      Repository local, HostConnections http, int depth, Selection selection)
      throws IOException, URISyntaxException {
    Transport transport = Transport.open(local, new URIish(url().value()));
    transport.setCredentialsProvider(null);
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setDepth(depth);
    transport.setFilterSpec(selection.filter());
    if (transport instanceof TransportHttp overHttp) {
      overHttp.setHttpConnectionFactory(http);
    }
    return transport;
  }

  private static URI uri(RepositoryAccess access) {
    return URI.create(access.url().value());
  }
}
