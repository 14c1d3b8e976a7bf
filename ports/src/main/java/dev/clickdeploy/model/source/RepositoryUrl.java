package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is fetched from: {@code https://host/path}, {@code ssh://user@host/path}, the
 * scp form {@code user@host:path}, or {@code file:///path} where a setting allows it. A URL never
 * carries a password.
 */
public record RepositoryUrl(String value) {
  private static final Pattern SCP = Pattern.compile("(?:[\\w.-]+@)?(\\w[\\w.-]*):(?!//)([^@]+)");
  private static final Pattern SCHEME = Pattern.compile("(https?|ssh|git|file):.*");
  private static final Map<String, Integer> STANDARD_PORTS =
      Map.of("https", 443, "http", 80, "git", 9418);

  public RepositoryUrl {
    Texts.required(value, "repository", 2_000);
    if (isScpForm(value)) {
      require(!pathOf(value).isEmpty(), value, "names no repository on its host");
    } else {
      requireUrl(value);
    }
  }

  private static void requireUrl(String value) {
    boolean known = SCHEME.matcher(value.toLowerCase(Locale.ROOT)).matches();
    require(
        known && value.contains("://"),
        value,
        "is not a repository URL; use https://host/path, ssh://git@host/path or git@host:path");
    URI uri = parsed(value);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    requireNoSecret(uri, scheme);
    require(uri.getHost() != null || scheme.equals("file"), value, "has no valid host name");
    require(!pathOf(value).isEmpty(), value, "names no repository on its host");
  }

  private static void requireNoSecret(URI uri, String scheme) {
    String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
    String user = authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
    if (user.contains(":") || !(user.isEmpty() || scheme.equals("ssh"))) {
      throw new IllegalArgumentException(
          "the repository URL carries credentials; give the token separately");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("the repository URL must end with its path");
    }
  }

  /** Lower-case scheme; {@code ssh} for the scp form. */
  public String scheme() {
    return isScpForm(value)
        ? "ssh"
        : value.substring(0, value.indexOf("://")).toLowerCase(Locale.ROOT);
  }

  /** Lower-case host name without port; empty for {@code file:}. */
  public String host() {
    Matcher scp = SCP.matcher(value);
    String host = isScpForm(value) && scp.matches() ? scp.group(1) : parsed(value).getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether what opens the other one may be shown to whoever answers at this one: scheme, host and
   * port are the same.
   */
  public boolean hasOriginOf(RepositoryUrl other) {
    return scheme().equals(other.scheme()) && host().equals(other.host()) && port() == other.port();
  }

  private int port() {
    int port = isScpForm(value) ? -1 : parsed(value).getPort();
    return port < 0 ? STANDARD_PORTS.getOrDefault(scheme(), 22) : port;
  }

  /** The identity under which pushes find this repository, whatever URL form they use. */
  public RepositoryIdentity identity() {
    int port = isScpForm(value) ? -1 : parsed(value).getPort();
    boolean standard =
        port < 0 || scheme().equals("ssh") || port == STANDARD_PORTS.getOrDefault(scheme(), -1);
    return RepositoryIdentity.of(standard ? host() : host() + ":" + port, pathOf(value));
  }

  private static boolean isScpForm(String value) {
    return SCP.matcher(value).matches()
        && !SCHEME.matcher(value.toLowerCase(Locale.ROOT)).matches();
  }

  /** Without leading and trailing slashes. */
  private static String pathOf(String value) {
    Matcher scp = SCP.matcher(value);
    String path = isScpForm(value) && scp.matches() ? scp.group(2) : parsed(value).getPath();
    return path == null ? "" : path.replaceAll("^/+|/+$", "");
  }

  private static URI parsed(String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      // without the cause, which repeats the URL with whatever secret it may have
      throw new IllegalArgumentException("the repository is not a valid URL: " + e.getReason());
    }
  }

  private static void require(boolean holds, String value, String otherwise) {
    if (!holds) {
      // what stands before @ or after ? may be a secret
      String shown = value.substring(value.lastIndexOf('@') + 1).replaceFirst("[?#].*", "");
      throw new IllegalArgumentException("'" + Texts.cut(shown, 80, "…") + "' " + otherwise);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
