package dev.clickdeploy.adapter.registry.http;

import dev.clickdeploy.model.image.RegistryHost;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a registry is.
 *
 * @param base scheme, host and port
 * @param prefix before every repository's name, empty or with a slash at its end
 */
public record RegistryAddress(URI base, RegistryHost host, String prefix) {
  private static final Pattern URL =
      Pattern.compile("(?i)(https?)://([^/?#@\\s]+?)((?:/[^?#\\s]*)?)");
  private static final Pattern PREFIX =
      Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]+)?");
  private static final int MAX_PREFIX = 90;
  private static final String ACCEPTED =
      "a registry URL is https://host[:port][/prefix], or http://host[:port][/prefix] for this"
          + " machine, or for another one where REGISTRY_ALLOW_HTTP=true says that the network in"
          + " between is trusted";

  /**
   * Parses {@code https://host[:port][/prefix]}; {@code http://} is for this machine only.
   *
   * @throws IllegalArgumentException when it is no such URL
   */
  public static RegistryAddress parse(String url) {
    return parse(url, false);
  }

  /**
   * The same.
   *
   * @param allowHttp whether another machine may be spoken to over plain HTTP
   * @throws IllegalArgumentException saying what is accepted
   */
  public static RegistryAddress parse(String url, boolean allowHttp) {
    String text = url.strip();
    if (text.contains("@")) {
      // not repeated, since what stands before the @ may be a password
      throw new IllegalArgumentException(
          "the registry URL carries credentials; give user name and password separately");
    }
    Matcher form = URL.matcher(text);
    if (!form.matches()) {
      throw refused(text, "is none");
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    RegistryHost host = host(text, form.group(2));
    if (scheme.equals("http") && !allowHttp && !host.isLoopback()) {
      throw refused(text, "would send the password unencrypted");
    }
    return new RegistryAddress(
        URI.create(scheme + "://" + host), host, prefix(text, form.group(3)));
  }

  private static RegistryHost host(String url, String text) {
    RegistryHost host;
    try {
      host = new RegistryHost(text);
    } catch (IllegalArgumentException e) {
      throw refused(url, "has no valid host");
    }
    int port = URI.create("//" + host).getPort();
    if (port == 0 || port > 65_535) {
      throw refused(url, "has an impossible port");
    }
    return host;
  }

  private static String prefix(String url, String path) {
    String clean = path.replaceAll("^/+|/+$", "");
    if (clean.isEmpty()) {
      return "";
    }
    if (!PREFIX.matcher(clean).matches() || clean.length() > MAX_PREFIX) {
      throw refused(
          url,
          "has a prefix that no repository can have: lower-case letters, digits, '.', '_', '-' and"
              + " '/', at most %d".formatted(MAX_PREFIX));
    }
    return clean + "/";
  }

  /**
   * Checks that something belongs to this registry.
   *
   * @throws IllegalArgumentException when it is another one's
   */
  public void require(RegistryHost other) {
    if (!other.equals(host)) {
      throw new IllegalArgumentException(other + " is not the registry " + host);
    }
  }

  private static IllegalArgumentException refused(String url, String why) {
    return new IllegalArgumentException("'%s' %s; %s".formatted(url, why, ACCEPTED));
  }

  /** Whether {@code host[:port]} is this machine, which no name such as 127.0.0.1.evil.test is. */
  public static boolean isLoopback(String authority) {
    return LOOPBACK.matcher(authority.toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether it is spoken to unencrypted, beyond this machine. */
  public boolean isExposed() {
    return base.getScheme().equals("http") && !host.isLoopback();
  }

  /**
   * Whether the password may go to this address: encrypted, or within this machine, or from a
   * registry that gets it unencrypted anyway.
   */
  public boolean maySendPassword(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        || ("http".equalsIgnoreCase(uri.getScheme())
            && (isExposed() || isLoopback(uri.getRawAuthority())));
  }

  /** The address of an endpoint below {@code /v2/}. */
  public URI endpoint(String path) {
    return base.resolve("/v2/" + path);
  }
}
