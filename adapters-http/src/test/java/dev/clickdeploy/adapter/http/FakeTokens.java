package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Caller;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Tokens;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tokens in memory; it remembers every grant and counts what it is asked. */
final class FakeTokens implements Tokens {
  final List<Grant> grants = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger asked = new AtomicInteger();
  private final FakeTenants tenants;
  private final InstantSource clock;
  private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

  FakeTokens(FakeTenants tenants, InstantSource clock) {
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public Issued issue(OrganizationId organization, Grant grant) {
    tenants.organization(organization);
    grants.add(grant);
    String text = "cd_" + UUID.randomUUID();
    AccessToken token =
        new AccessToken(
            TokenId.next(clock),
            new Scope(organization, grant.project()),
            grant.name(),
            grant.role(),
            TokenHash.of(text),
            clock.instant(),
            grant.expiresAt(),
            null);
    tokens.put(text, token);
    return new Issued(token, Secret.of(text));
  }

  @Override
  public Issued issue(Caller by, Grant grant) {
    requireWhole(by.scope());
    return issue(by.scope().organization(), grant);
  }

  private static void requireWhole(Scope scope) {
    if (!scope.isWhole()) {
      throw new RequestException(Reason.FORBIDDEN, "this token is for one project");
    }
  }

  @Override
  public List<AccessToken> list(Scope scope, int limit, @Nullable TokenId before) {
    requireWhole(scope);
    return tokens.values().stream()
        .filter(token -> token.scope().organization().equals(scope.organization()))
        .filter(t -> before == null || t.id().toString().compareTo(before.toString()) < 0)
        .sorted((a, b) -> b.id().toString().compareTo(a.id().toString()))
        .limit(limit)
        .toList();
  }

  @Override
  public void revoke(Scope scope, TokenId id) {
    requireWhole(scope);
    if (!tokens
        .values()
        .removeIf(
            t -> t.id().equals(id) && t.scope().organization().equals(scope.organization()))) {
      throw RequestException.notFound("token", id);
    }
  }

  @Override
  public Optional<Caller> authenticate(String text) {
    asked.incrementAndGet();
    return Optional.ofNullable(tokens.get(text))
        .filter(token -> !token.isExpired(clock.instant()))
        .map(AccessToken::caller);
  }

  @Override
  public boolean isFamiliar(String text) {
    return tokens.containsKey(text);
  }
}
