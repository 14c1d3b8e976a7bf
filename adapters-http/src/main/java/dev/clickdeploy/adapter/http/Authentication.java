package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.in.Tenants;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out for whom a request speaks, by its bearer token (RFC 6750). */
final class Authentication {
  private static final String BEARER = "Bearer ";

  private final Tenants tenants;
  private final @Nullable Secret adminToken;

  Authentication(Tenants tenants, @Nullable Secret adminToken) {
    this.tenants = tenants;
    this.adminToken = adminToken;
  }

  /**
   * The organization that may use a route of this access; null where none is needed.
   *
   * @throws ProblemException 401 without a known token, 403 with one of the wrong kind
   */
  @Nullable OrganizationId admit(HttpServerExchange exchange, Access access) {
    if (access == Access.OPEN) {
      return null;
    }
    String token = token(exchange);
    boolean admin = adminToken != null && adminToken.matches(token);
    if (access == Access.ADMIN) {
      return admitAdmin(token, admin);
    }
    if (admin) {
      throw new ProblemException(
          403,
          "forbidden",
          "the administrator's token is for organizations and tokens only; use an organization's"
              + " token");
    }
    return tenants.authenticate(token).orElseThrow(Authentication::unknown);
  }

  private @Nullable OrganizationId admitAdmin(String token, boolean admin) {
    if (!admin) {
      Optional<OrganizationId> organization = tenants.authenticate(token);
      throw organization.isPresent() || adminToken == null
          ? new ProblemException(403, "forbidden", "this needs the administrator's token")
          : unknown();
    }
    return null;
  }

  private static String token(HttpServerExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unknown();
    }
    return header.substring(BEARER.length()).strip();
  }

  private static ProblemException unknown() {
    return new ProblemException(
            401, "unauthenticated", "send a valid token as Authorization: Bearer <token>")
        .with("WWW-Authenticate", "Bearer");
  }
}
