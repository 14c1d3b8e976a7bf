package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.wire.Announcement;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Every HTTP connection of one conversation with a git host: checks each against the policy, gives
 * the token to the repository's own origin only, and remembers what was answered last, because
 * JGit's exceptions keep no status code.
 */
final class HostConnections implements HttpConnectionFactory {
  /** No response has come yet. */
  static final int NO_STATUS = 0;

  private final GitPolicy policy;
  private final @Nullable BasicToken token;
  private final Duration timeout;
  private volatile int lastStatus = NO_STATUS;
  private final Announcement announcement = new Announcement();
  private volatile boolean leftOrigin;

  HostConnections(GitPolicy policy, @Nullable BasicToken token, Duration timeout) {
    this.policy = policy;
    this.token = token;
    this.timeout = timeout;
  }

  /** The status of the newest request, or {@link #NO_STATUS}. */
  int lastStatus() {
    return lastStatus;
  }

  /** What the host has said first. */
  Announcement announcement() {
    return announcement;
  }

  /** Whether a redirect led to where the token does not go. */
  boolean withheldToken() {
    return leftOrigin;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    Proxy way = proxy == null ? Proxy.NO_PROXY : proxy;
    try {
      policy.checkAddresses(url.getHost());
    } catch (UnknownHostException e) {
      // Behind a proxy only the proxy may know the name.
      if (way.type() == Proxy.Type.DIRECT) {
        throw e;
      }
    }
    lastStatus = NO_STATUS;
    HttpConnection connection = new Watched(url, way);
    if (token != null && token.belongsTo(url)) {
      connection.setRequestProperty("Authorization", token.header());
    } else {
      leftOrigin = token != null;
    }
    return connection;
  }

  private final class Watched extends JDKHttpConnection {
    Watched(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
      super.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
      super.setReadTimeout(Math.toIntExact(timeout.toMillis()));
    }

    /** Ours stays: JGit's would come with a thread that interrupts the reading one. */
    @Override
    public void setConnectTimeout(int ignored) {}

    @Override
    public void setReadTimeout(int ignored) {}

    @Override
    public int getResponseCode() throws IOException {
      int status = super.getResponseCode();
      lastStatus = status;
      return status;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return announcement.readAlong(super.getInputStream());
    }
  }
}
