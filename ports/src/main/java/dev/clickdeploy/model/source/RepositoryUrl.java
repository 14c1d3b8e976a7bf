package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Texts;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is fetched from: {@code https://host/path}, {@code ssh://user@host/path}, the
 * scp form {@code user@host:path}, or {@code file:///path} where a setting allows it. A URL never
 * carries a password.
 */
public record RepositoryUrl(String value) {
  private static final Pattern SCP = Pattern.compile("(?:[\\w.-]+@)?([\\w.-]+):(?!//)(.+)");
  private static final Pattern SCHEME = Pattern.compile("(?i)(https?|ssh|git|file)://.+");

  public RepositoryUrl {
    Texts.required(value, "repository", 2_000);
    if (SCHEME.matcher(value).matches()) {
      URI uri = parsed(value);
      String user = uri.getRawUserInfo();
      if (user != null && (user.contains(":") || !"ssh".equalsIgnoreCase(uri.getScheme()))) {
        throw new IllegalArgumentException(
            "the repository URL carries credentials; give the token separately");
      }
    } else if (!SCP.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a repository URL; use https://host/path, ssh://git@host/path or git@host:path"
              .formatted(value));
    }
  }

  /** Lower-case scheme; {@code ssh} for the scp form. */
  public String scheme() {
    int end = value.indexOf("://");
    return end < 0 ? "ssh" : value.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Lower-case host name without port; empty for {@code file:}. */
  public String host() {
    Matcher scp = SCP.matcher(value);
    if (!SCHEME.matcher(value).matches() && scp.matches()) {
      return scp.group(1).toLowerCase(Locale.ROOT);
    }
    String host = parsed(value).getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  /** The identity under which pushes find this repository, whatever URL form they use. */
  public RepositoryIdentity identity() {
    Matcher scp = SCP.matcher(value);
    boolean scpForm = !SCHEME.matcher(value).matches() && scp.matches();
    String path = scpForm ? scp.group(2) : parsed(value).getPath();
    int port = scpForm ? -1 : parsed(value).getPort();
    boolean standard = port < 0 || scheme().equals("ssh");
    return RepositoryIdentity.of(standard ? host() : host() + ":" + port, path);
  }

  private static URI parsed(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + value + "' is not a valid repository URL", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
