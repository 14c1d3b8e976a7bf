package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.Secret;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A token as HTTP basic credentials (RFC 7617) for the one origin that it was given for. The user
 * name is what the host documents for tokens; hosts that name none accept any.
 */
record BasicToken(URI repository, Secret token) {
  /**
   * Whether a request may carry the token: same scheme, host and port, or the step from {@code
   * http} to {@code https} on the same host with default ports.
   */
  boolean belongsTo(URL url) {
    if (!url.getHost().equalsIgnoreCase(repository.getHost())) {
      return false;
    }
    boolean sameScheme = url.getProtocol().equalsIgnoreCase(repository.getScheme());
    boolean sameOrigin = sameScheme && port(url) == port(repository);
    boolean upgrade = !sameScheme && port(repository) == 80 && port(url) == 443;
    return sameOrigin || upgrade;
  }

  String header() {
    String credentials = user(repository.getHost()) + ":" + token.reveal();
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a text tells the token, as it is or as its header has it. */
  boolean isIn(String text) {
    return text.contains(token.reveal()) || text.contains(header().substring("Basic ".length()));
  }

  static String user(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.contains("github")) {
      return "x-access-token";
    }
    if (name.contains("gitlab")) {
      return "oauth2";
    }
    return name.contains("bitbucket") ? "x-token-auth" : "git";
  }

  private static int port(URL url) {
    return url.getPort() >= 0 ? url.getPort() : url.getDefaultPort();
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return "token for " + repository.getHost();
  }
}
