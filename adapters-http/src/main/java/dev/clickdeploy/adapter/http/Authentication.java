package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.Caller;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.port.in.Tokens;
import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/** Finds out for whom a request speaks, by its bearer token (RFC 6750), and what that may do. */
final class Authentication {
  private static final String BEARER = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"click-deploy\"";
  private static final Object ADMINISTRATOR = new Object();

  private final Tokens tokens;
  private final @Nullable Secret adminToken;
  private final Throttle throttle;

  Authentication(Tokens tokens, @Nullable Secret adminToken, Throttle throttle) {
    this.tokens = tokens;
    this.adminToken = adminToken;
    this.throttle = throttle;
  }

  /**
   * The caller that may use a route of this access; null where none is needed.
   *
   * @throws ProblemException 401 without a valid token, 403 with one that may not, 429 with one
   *     that comes too often
   */
  @Nullable Caller admit(HttpServerExchange exchange, Access access) {
    return switch (access) {
      case OPEN -> null;
      case ADMIN -> administrator(exchange);
      case VIEWER -> caller(exchange, Role.VIEWER);
      case DEPLOYER -> caller(exchange, Role.DEPLOYER);
      case OWNER -> caller(exchange, Role.OWNER);
    };
  }

  private @Nullable Caller administrator(HttpServerExchange exchange) {
    String token = token(exchange);
    if (!isAdministrators(token)) {
      throttle.request(exchange, known(exchange, token).token());
      throw forbidden("this needs the administrator's token");
    }
    throttle.request(exchange, ADMINISTRATOR);
    return null;
  }

  private Caller caller(HttpServerExchange exchange, Role needed) {
    String token = token(exchange);
    if (isAdministrators(token)) {
      throttle.request(exchange, ADMINISTRATOR);
      throw forbidden(
          "the administrator's token is for organizations and tokens only; use an organization's"
              + " token");
    }
    Caller caller = known(exchange, token);
    throttle.request(exchange, caller.token());
    if (!caller.role().includes(needed)) {
      throw forbidden(
          "this needs a token of role %s, and this token's is %s"
              .formatted(GrantFields.word(needed), GrantFields.word(caller.role())));
    }
    return caller;
  }

  private boolean isAdministrators(String token) {
    return adminToken != null && adminToken.matches(token);
  }

  private Caller known(HttpServerExchange exchange, String token) {
    throttle.requireFewGuesses(exchange, () -> tokens.isFamiliar(token));
    return tokens
        .authenticate(token)
        .orElseThrow(
            () -> {
              throttle.guess(exchange);
              return unauthenticated(
                  CHALLENGE + ", error=\"invalid_token\"",
                  "this token is unknown, has expired or was revoked; send a valid one as"
                      + " Authorization: Bearer <token>");
            });
  }

  private static String token(HttpServerExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      String token = header.substring(BEARER.length()).strip();
      if (!token.isEmpty()) {
        return token;
      }
    }
    throw unauthenticated(CHALLENGE, "send a valid token as Authorization: Bearer <token>");
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(Problem.FORBIDDEN, detail);
  }

  private static ProblemException unauthenticated(String challenge, String detail) {
    return new ProblemException(Problem.UNAUTHENTICATED, detail)
        .with("WWW-Authenticate", challenge);
  }
}
