package dev.clickdeploy.adapter.git.ssh;

import dev.clickdeploy.adapter.git.wire.Announcement;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.transport.RemoteSession2;

/** A session whose programs' output is read along. */
final class WatchedSession implements RemoteSession2 {
  private final RemoteSession2 session;
  private final Announcement announcement;
  private volatile boolean ended;

  WatchedSession(RemoteSession2 session, Announcement announcement) {
    this.session = session;
    this.announcement = announcement;
  }

  /** Whether a program at the host has told that it ended. */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public Process exec(String command, int timeoutSeconds) throws IOException {
    return session.exec(command, timeoutSeconds);
  }

  @Override
  public Process exec(String command, Map<String, String> environment, int timeoutSeconds)
      throws IOException {
    return new WatchedProgram(
        session.exec(command, environment, timeoutSeconds), announcement, () -> ended = true);
  }

  @Override
  public void disconnect() {
    session.disconnect();
  }
}
