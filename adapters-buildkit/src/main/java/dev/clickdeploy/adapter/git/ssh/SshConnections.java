package dev.clickdeploy.adapter.git.ssh;

import dev.clickdeploy.adapter.git.wire.Announcement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Every SSH connection of one conversation with one host. It remembers why the host was not trusted
 * and which protocol it spoke, because JGit's exceptions keep neither.
 */
public final class SshConnections extends SshSessionFactory {
  /** SSH's port unless a URL says another one. */
  public static final int STANDARD_PORT = 22;

  private static final int LONGEST_OUTPUT = 64 << 10;

  private final Duration timeout;
  private final KeyInMemory client;
  private final HostKeyCheck check;
  private final Announcement announcement = new Announcement();
  private volatile @Nullable WatchedSession newest;

  /**
   * Connections to a host with a key.
   *
   * @param timeout the longest that connecting and logging in may take
   * @param addresses throws for an address that must not be connected to; asked for the one to
   *     which the connection was made, before anything secret is sent
   */
  public SshConnections(
      PrivateKey key,
      KnownHosts known,
      String host,
      int port,
      Duration timeout,
      Consumer<InetAddress> addresses) {
    this.timeout = timeout;
    this.check = new HostKeyCheck(known, host, port, addresses);
    this.client = new KeyInMemory(key, check);
  }

  /** Why the host's key was not trusted, if that happened. */
  public Optional<HostKeyRefusal> refusedKey() {
    return check.refused();
  }

  /** What was thrown for the host's address, if it was. */
  public Optional<RuntimeException> refusedAddress() {
    return check.refusedAddress();
  }

  /** What git at the host has said first. */
  public Announcement announcement() {
    return announcement;
  }

  /** Whether git ended by itself at the host, without the connection having broken. */
  public boolean hasEnded() {
    WatchedSession session = newest;
    return session != null && session.hasEnded();
  }

  /** Whether the host did not let the key in. */
  public static boolean isDenied(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SshException ssh
          && ssh.getDisconnectCode()
              == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
        return true;
      }
    }
    return false;
  }

  /**
   * Runs a program at the host and answers what it printed, or an empty text when it failed.
   *
   * @throws IOException when the host cannot be reached or does not let the key in
   */
  public String run(URIish uri, String command) throws IOException {
    int seconds = (int) Math.max(1, timeout.toSeconds());
    RemoteSession session = getSession(uri, null, FS.DETECTED, seconds * 1000);
    try (Deadline deadline = new Deadline(timeout)) {
      Process program = session.exec(command, seconds);
      program.getOutputStream().close();
      byte[] output = program.getInputStream().readNBytes(LONGEST_OUTPUT);
      return new String(output, StandardCharsets.UTF_8);
    } finally {
      session.disconnect();
    }
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider credentials, FS fs, int timeoutMillis)
      throws TransportException {
    try (Deadline deadline = new Deadline(timeout)) {
      try {
        WatchedSession session =
            new WatchedSession(
                client.getSession(uri, credentials, fs, timeoutMillis), announcement);
        newest = session;
        return session;
      } catch (TransportException e) {
        if (deadline.hasPassed()) {
          // The interrupt was ours and has done its work.
          Thread.interrupted();
          throw new TransportException(
              uri, "no login in time", new SocketTimeoutException(e.getMessage()));
        }
        throw e;
      }
    }
  }

  @Override
  public String getType() {
    return client.getType();
  }
}
