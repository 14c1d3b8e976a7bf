package dev.clickdeploy.core.tenant;

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
import dev.clickdeploy.port.out.TenantStore;
import dev.clickdeploy.port.out.TokenStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access tokens on a {@link TokenStore}, and what is known of them for a moment. */
public final class TokenDesk implements Tokens {
  private static final String PREFIX = "clickdeploy_";

  private final TokenStore store;
  private final TenantStore tenants;
  private final KnownTokens known;
  private final InstantSource clock;
  private final RandomSecrets secrets = new RandomSecrets();

  /** Keeps its tokens in this store. */
  public TokenDesk(TokenStore store, TenantStore tenants, KnownTokens known, InstantSource clock) {
    this.store = store;
    this.tenants = tenants;
    this.known = known;
    this.clock = clock;
  }

  @Override
  public Issued issue(OrganizationId organization, Grant grant) {
    requireOrganization(organization);
    requireReachable(organization, grant);
    Instant now = clock.instant();
    requireAfter(now, grant);
    Secret text = secrets.next(PREFIX);
    AccessToken token =
        new AccessToken(
            TokenId.next(clock),
            new Scope(organization, grant.project()),
            grant.name(),
            grant.role(),
            TokenHash.of(text.reveal()),
            now,
            grant.expiresAt(),
            null);
    store.create(token);
    return new Issued(token, text);
  }

  @Override
  public Issued issue(Caller by, Grant grant) {
    OrganizationId organization = WholeOrganization.of(by.scope(), "tokens belong");
    if (!by.role().includes(grant.role())) {
      throw forbidden(
          "a token of role %s cannot issue one of role %s"
              .formatted(word(by.role()), word(grant.role())));
    }
    if (by.expiresAt() != null
        && (grant.expiresAt() == null || grant.expiresAt().isAfter(by.expiresAt()))) {
      throw forbidden(
          "this token expires at %s and cannot issue one that outlives it; give an earlier"
                  .formatted(by.expiresAt())
              + " expiresAt");
    }
    return issue(organization, grant);
  }

  private void requireOrganization(OrganizationId id) {
    if (tenants.organization(id).isEmpty()) {
      throw RequestException.notFound("organization", id);
    }
  }

  private void requireReachable(OrganizationId organization, Grant grant) {
    if (grant.project() != null
        && tenants.project(Scope.of(organization), grant.project()).isEmpty()) {
      throw RequestException.notFound("project", grant.project());
    }
  }

  private static void requireAfter(Instant now, Grant grant) {
    if (grant.expiresAt() != null && !grant.expiresAt().isAfter(now)) {
      throw new RequestException(
          Reason.INVALID,
          "the token would have expired at %s already; give a time to come"
              .formatted(grant.expiresAt()));
    }
  }

  @Override
  public List<AccessToken> list(Scope scope, int limit, @Nullable TokenId before) {
    OrganizationId organization = WholeOrganization.of(scope, "tokens belong");
    requireOrganization(organization);
    return store.list(organization, PageSize.of(limit), before);
  }

  @Override
  public void revoke(Scope scope, TokenId id) {
    OrganizationId organization = WholeOrganization.of(scope, "tokens belong");
    boolean was = store.delete(organization, id);
    // another process may have deleted it
    known.forget(
        token -> token.id().equals(id) && token.scope().organization().equals(organization));
    if (!was) {
      throw RequestException.notFound("token", id);
    }
  }

  @Override
  public Optional<Caller> authenticate(String text) {
    return known
        .find(TokenHash.of(text))
        .filter(token -> !token.isExpired(clock.instant()))
        .map(this::used);
  }

  private Caller used(AccessToken token) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (token.isFirstUseOn(today)) {
      store.used(token.id(), today);
      known.forget(token::equals);
    }
    return token.caller();
  }

  @Override
  public boolean isFamiliar(String text) {
    return known.has(TokenHash.of(text));
  }

  private static String word(Enum<?> role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static RequestException forbidden(String message) {
    return new RequestException(Reason.FORBIDDEN, message);
  }
}
