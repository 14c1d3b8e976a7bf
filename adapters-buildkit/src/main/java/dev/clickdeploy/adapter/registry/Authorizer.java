package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.Account;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.GrantedAccess;
import dev.clickdeploy.adapter.registry.http.Refusals;
import dev.clickdeploy.port.out.PortException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers challenges, and remembers what satisfied them. */
final class Authorizer {
  private static final int MAX_REMEMBERED = 1_000;

  private final Map<String, Token> remembered = new ConcurrentHashMap<>();
  private final TokenSource tokens;
  private final Refusals refusals;
  private final @Nullable Account account;
  private final InstantSource clock;

  Authorizer(
      TokenSource tokens, Refusals refusals, @Nullable Account account, InstantSource clock) {
    this.tokens = tokens;
    this.refusals = refusals;
    this.account = account;
    this.clock = clock;
  }

  /** What is worth sending at once for a scope. */
  Optional<Token> remembered(String scope) {
    return Optional.ofNullable(remembered.get(scope))
        .filter(token -> token.isFresh(clock.instant()));
  }

  /** Forgets what was refused. */
  void forget(String scope, Token refused) {
    remembered.remove(scope, refused);
  }

  /** Says what is wrong with an authorization that has just been got, and forgets it. */
  PortException refused(String scope, Token refused, Answer answer) {
    forget(scope, refused);
    Optional<String> bearer = refused.bearer();
    if (bearer.isEmpty() || scope.isEmpty()) {
      return refusals.refused("the registry", answer);
    }
    Scope needed = Scope.parse(scope);
    return refusals.unauthorized(
        "the registry", answer, needed.missing(GrantedAccess.of(bearer.get())), needed.inWords());
  }

  /** Does what a 401 asks for. */
  Token answer(String scope, Answer unauthorized) {
    List<Challenge> challenges =
        Challenge.parse(unauthorized.headers().allValues("WWW-Authenticate"));
    Optional<Challenge> bearer = Challenge.first(challenges, "bearer");
    Token token;
    if (bearer.isPresent()) {
      token = tokens.fetch(bearer.get(), scope);
    } else if (account != null && Challenge.first(challenges, "basic").isPresent()) {
      token = new Token(account.basic(), Instant.MAX);
    } else {
      throw refusals.refused("the registry", unauthorized);
    }
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(scope, token);
    return token;
  }
}
