package dev.clickdeploy.port.in;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Caller;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access tokens and whom they speak for. Refusals are {@link RequestException}s. */
public interface Tokens {
  /**
   * A new random token of an organization, by whoever operates the system.
   *
   * @throws RequestException NOT_FOUND without such an organization or project, INVALID when it
   *     would have expired already
   */
  Issued issue(OrganizationId organization, Grant grant);

  /**
   * A new random token of the caller's organization, by the caller's leave.
   *
   * @throws RequestException FORBIDDEN when it could do more than the caller's own, or when that is
   *     for one project; NOT_FOUND without such a project, INVALID when it would have expired
   *     already
   */
  Issued issue(Caller by, Grant grant);

  /**
   * An organization's tokens, newest first, at most 100; {@code before} continues a listing.
   * FORBIDDEN when the scope is one project, NOT_FOUND without such an organization.
   */
  List<AccessToken> list(Scope scope, int limit, @Nullable TokenId before);

  /**
   * Forgets a token: it opens nothing here any more, and nothing elsewhere after a second.
   * FORBIDDEN when the scope is one project.
   */
  void revoke(Scope scope, TokenId id);

  /** Whom a presented token speaks for; absent when it is unknown, expired or revoked. */
  Optional<Caller> authenticate(String text);

  /** Whether {@link #authenticate} has accepted this text here lately. Asks no store. */
  boolean isFamiliar(String text);

  /**
   * What a token may do.
   *
   * @param project the only one that it reaches; null for the whole organization
   * @param expiresAt null for never
   */
  record Grant(Name name, Role role, @Nullable ProjectId project, @Nullable Instant expiresAt) {
    public Grant {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(role, "role");
    }

    /** Everything in the organization, for ever. */
    public static Grant owner(Name name) {
      return new Grant(name, Role.OWNER, null, null);
    }
  }

  /** A new token with its text, which can be seen only here. */
  record Issued(AccessToken token, Secret text) {}
}
