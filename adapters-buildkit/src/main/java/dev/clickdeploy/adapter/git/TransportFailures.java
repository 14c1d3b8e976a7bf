package dev.clickdeploy.adapter.git;

import dev.clickdeploy.port.out.PortException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;

/** The one place where what goes wrong between a git host and us becomes a failure. */
final class TransportFailures {
  private static final String LATER = "try again when the host can be reached from here";

  private TransportFailures() {}

  static PortException of(Throwable thrown, Remote remote, Line line) {
    Optional<PortException> ours = cause(thrown, PortException.class);
    if (ours.isPresent()) {
      return ours.get();
    }
    Throwable safe = remote.tells(thrown) ? new IOException("the host repeated the token") : thrown;
    return line.failure(safe).orElseGet(() -> broken(safe, remote));
  }

  /** Whether the host has understood a wish for a commit and does not give it. */
  static boolean refusesCommit(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String text = t.getMessage() == null ? "" : t.getMessage();
      if (text.contains("not our ref")
          || text.contains("not valid")
          || text.contains("unadvertised object")
          || text.contains("does not exist")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the host does not know how to leave out a part, which JGit finds before it asks. */
  static boolean refusesSelection(Throwable thrown) {
    return cause(thrown, PackProtocolException.class)
        .map(Throwable::getMessage)
        .filter(text -> text.contains(JGitText.get().filterRequiresCapability))
        .isPresent();
  }

  /** Whether our own objects, on which the host built what it sent, cannot be read. */
  static boolean isDamage(PortException failure) {
    return cause(failure, CorruptObjectException.class).isPresent()
        || cause(failure, MissingObjectException.class).isPresent();
  }

  /** Whether nothing but git's own protocol failed. */
  static boolean isOnlySpoken(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (!(t instanceof TransportException)) {
        return false;
      }
    }
    return true;
  }

  private static PortException broken(Throwable thrown, Remote remote) {
    Optional<TooLargeException> tooLarge = cause(thrown, TooLargeException.class);
    if (tooLarge.isPresent()) {
      return Refusals.tooLarge(remote.url().value(), tooLarge.get().limit());
    }
    if (cause(thrown, TooLargeObjectInPackException.class).isPresent()) {
      return Refusals.source(
          "%s has a file beyond two gigabytes, which %s cannot send alone"
              .formatted(remote.url(), remote.host()),
          "keep the file in Git LFS",
          thrown);
    }
    if (cause(thrown, NoRemoteRepositoryException.class).isPresent()) {
      return Refusals.source(
          "there is no git repository at " + remote.url(), "check the URL", thrown);
    }
    return silence(thrown)
        .map(why -> unreachable(why, thrown, remote))
        .orElseGet(() -> spoken(thrown, remote));
  }

  /** Why nothing was said at all. */
  private static Optional<String> silence(Throwable thrown) {
    if (cause(thrown, UnknownHostException.class).isPresent()) {
      return Optional.of("its name cannot be resolved");
    }
    if (cause(thrown, ConnectException.class).isPresent()) {
      return Optional.of("it accepts no connection");
    }
    if (cause(thrown, InterruptedIOException.class).isPresent()) {
      return Optional.of("it did not answer in time");
    }
    if (cause(thrown, SSLException.class).isPresent()) {
      return Optional.of("no trusted TLS connection could be made");
    }
    return Optional.empty();
  }

  private static PortException spoken(Throwable thrown, Remote remote) {
    boolean cutShort = cause(thrown, EOFException.class).isPresent();
    if (!cutShort
        && (cause(thrown, RemoteRepositoryException.class).isPresent()
            || cause(thrown, PackProtocolException.class).isPresent()
            || cause(thrown, NotSupportedException.class).isPresent())) {
      return Refusals.source(
          "%s does not serve %s by git's smart protocol: %s"
              .formatted(remote.host(), remote.url(), thrown.getMessage()),
          "check that the URL is the one to clone from",
          thrown);
    }
    return unreachable("the connection broke: " + thrown.getMessage(), thrown, remote);
  }

  private static PortException unreachable(String why, Throwable thrown, Remote remote) {
    return Refusals.infrastructure(
        "%s cannot be reached for %s: %s".formatted(remote.host(), remote.url(), why),
        LATER,
        thrown);
  }

  static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return Optional.of(type.cast(t));
      }
    }
    return Optional.empty();
  }
}
