package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.in.Tenants;
import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/** Finds out for whom a request speaks, by its bearer token (RFC 6750). */
final class Authentication {
  private static final String BEARER = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"click-deploy\"";

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
    String token = token(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean admin = adminToken != null && adminToken.matches(token);
    if (access == Access.ADMIN) {
      if (admin) {
        return null;
      }
      throw notAdmin(token);
    }
    if (admin) {
      throw forbidden(
          "the administrator's token is for organizations and tokens only; use an organization's"
              + " token");
    }
    return tenants.authenticate(token).orElseThrow(Authentication::unknown);
  }

  private ProblemException notAdmin(String token) {
    return tenants.authenticate(token).isPresent()
        ? forbidden("this needs the administrator's token")
        : unknown();
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(Problem.FORBIDDEN, detail);
  }

  private static String token(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unauthenticated(CHALLENGE);
    }
    String token = header.substring(BEARER.length()).strip();
    if (token.isEmpty()) {
      throw unauthenticated(CHALLENGE);
    }
    return token;
  }

  private static ProblemException unknown() {
    return unauthenticated(CHALLENGE + ", error=\"invalid_token\"");
  }

  private static ProblemException unauthenticated(String challenge) {
    return new ProblemException(
            Problem.UNAUTHENTICATED, "send a valid token as Authorization: Bearer <token>")
        .with("WWW-Authenticate", challenge);
  }
}
