package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.lfs.LfsConnections;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.util.HttpSupport;
import org.jspecify.annotations.Nullable;

/** HTTP to LFS servers under the same rules as to git hosts. */
record LfsHttp(GitPolicy policy, @Nullable BasicToken token, Duration timeout)
    implements LfsConnections {
  private static final String AUTHORIZATION = "Authorization";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Override
  public HttpURLConnection open(URI uri, Map<String, String> headers) throws IOException {
    if (!SCHEMES.contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
      throw Refusals.source(
          "the LFS server names a place that is not fetched from: %s".formatted(uri.getScheme()),
          "ask the server's operators");
    }
    URL url = uri.toURL();
    Proxy way = HttpSupport.proxyFor(ProxySelector.getDefault(), url);
    check(url.getHost(), way);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(way);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
    connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
    headers.forEach(connection::setRequestProperty);
    boolean given = headers.keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase);
    if (!given && token != null && token.belongsTo(url)) {
      connection.setRequestProperty(AUTHORIZATION, token.header());
    }
    return connection;
  }

  private void check(String host, Proxy way) throws UnknownHostException {
    try {
      policy.checkAddresses(host);
    } catch (UnknownHostException e) {
      // Behind a proxy only the proxy may know the name.
      if (way.type() == Proxy.Type.DIRECT) {
        throw e;
      }
    }
  }
}
