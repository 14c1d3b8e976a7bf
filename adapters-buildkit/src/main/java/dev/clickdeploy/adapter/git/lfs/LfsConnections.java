package dev.clickdeploy.adapter.git.lfs;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** How servers are reached. */
@FunctionalInterface
public interface LfsConnections {
  /**
   * A connection that is not connected yet, follows no redirect, waits a bounded time, and leads
   * only to where it is allowed. It carries the repository's own credentials when the URL belongs
   * to them, unless the headers have an {@code Authorization}.
   *
   * @throws IOException when the host has no address
   */
  HttpURLConnection open(URI url, Map<String, String> headers) throws IOException;
}
