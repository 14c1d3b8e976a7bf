package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.out.TokenStore;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Access tokens in memory; it counts how often one is looked up. */
public final class FakeTokenStore implements TokenStore {
  private final Object lock;
  private final FakeTenantStore tenants;
  private final Map<TokenId, AccessToken> tokens = new HashMap<>();
  private int lookups;

  FakeTokenStore(Object lock, FakeTenantStore tenants) {
    this.lock = lock;
    this.tenants = tenants;
  }

  /** How often a token was looked for by its hash. */
  public int lookups() {
    synchronized (lock) {
      return lookups;
    }
  }

  @Override
  public void create(AccessToken token) {
    synchronized (lock) {
      Rejected.unless(isOfSomebody(token), "a token needs its organization and project");
      Rejected.unless(
          tokens.values().stream().noneMatch(t -> t.hash().equals(token.hash())),
          "the token exists");
      Rejected.unless(tokens.putIfAbsent(token.id(), token) == null, "the token's id is taken");
    }
  }

  /** Tokens go with what they are for. */
  private boolean isOfSomebody(AccessToken token) {
    Scope scope = token.scope();
    ProjectId project = scope.project();
    return tenants.organization(scope.organization()).isPresent()
        && (project == null || tenants.project(scope, project).isPresent());
  }

  private Stream<AccessToken> all() {
    return tokens.values().stream().filter(this::isOfSomebody);
  }

  @Override
  public Optional<AccessToken> find(TokenHash hash) {
    synchronized (lock) {
      lookups++;
      return all().filter(token -> token.hash().equals(hash)).findFirst();
    }
  }

  @Override
  public List<AccessToken> list(OrganizationId organization, int limit, @Nullable TokenId before) {
    synchronized (lock) {
      return all()
          .filter(token -> token.scope().organization().equals(organization))
          .filter(t -> before == null || t.id().toString().compareTo(before.toString()) < 0)
          .sorted(Comparator.comparing((AccessToken t) -> t.id().toString()).reversed())
          .limit(limit)
          .toList();
    }
  }

  @Override
  public boolean delete(OrganizationId organization, TokenId id) {
    synchronized (lock) {
      AccessToken token = tokens.get(id);
      return token != null
          && token.scope().organization().equals(organization)
          && tokens.remove(id, token);
    }
  }

  @Override
  public void used(TokenId id, LocalDate day) {
    synchronized (lock) {
      tokens.computeIfPresent(
          id, (same, token) -> token.isFirstUseOn(day) ? on(day, token) : token);
    }
  }

  private static AccessToken on(LocalDate day, AccessToken token) {
    return new AccessToken(
        token.id(),
        token.scope(),
        token.name(),
        token.role(),
        token.hash(),
        token.createdAt(),
        token.expiresAt(),
        day);
  }
}
