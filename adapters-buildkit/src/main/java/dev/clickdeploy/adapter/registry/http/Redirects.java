package dev.clickdeploy.adapter.registry.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/** Where a request has been sent on to. */
final class Redirects {
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
  private static final int MAX = 5;

  private final URI origin;
  private URI current;
  private int count;
  private boolean left;

  Redirects(URI origin) {
    this.origin = origin;
    this.current = origin;
  }

  URI current() {
    return current;
  }

  /** Whether the request never left the host that the credentials are for. */
  boolean isAtOrigin() {
    return !left;
  }

  /**
   * Goes where the response says.
   *
   * @return false when it says nothing of the kind
   * @throws IOException when it says so too often, or names a place that is not to be asked
   */
  boolean follow(HttpResponse<?> response) throws IOException {
    Optional<String> location = response.headers().firstValue("Location");
    if (!STATUSES.contains(response.statusCode()) || location.isEmpty()) {
      return false;
    }
    if (++count > MAX) {
      throw new RedirectException("it redirects more than %d times".formatted(MAX));
    }
    URI next = resolved(location.get());
    if (!"https".equalsIgnoreCase(next.getScheme()) && !isPlainAsBefore(next)) {
      throw new RedirectException("it redirects to an address that is not https");
    }
    left |= !sameOrigin(next);
    current = next;
    return true;
  }

  private URI resolved(String location) throws IOException {
    try {
      URI next = current.resolve(location);
      if (next.getHost() != null) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new RedirectException("it redirects to an address that is none");
  }

  /**
   * Whoever was asked unencrypted may lead there too: within this machine, or outside of it, since
   * no other machine has anything to say about what listens here only.
   */
  private boolean isPlainAsBefore(URI next) {
    return isHttp(next)
        && isHttp(origin)
        && RegistryAddress.isLoopback(next.getRawAuthority())
            == RegistryAddress.isLoopback(origin.getRawAuthority());
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  private boolean sameOrigin(URI uri) {
    return origin.getScheme().equalsIgnoreCase(uri.getScheme())
        && origin.getHost().equalsIgnoreCase(uri.getHost())
        && port(origin) == port(uri);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** The registry sends us to where we do not go. */
  static final class RedirectException extends IOException {
    private static final long serialVersionUID = 1L;

    RedirectException(String message) {
      super(message);
    }
  }
}
