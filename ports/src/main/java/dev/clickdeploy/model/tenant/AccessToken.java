package dev.clickdeploy.model.tenant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an access token: never the token itself, only its SHA-256.
 *
 * @param expiresAt from then on it opens nothing; null for never
 * @param lastUsedOn the last day (UTC) on which it was used; null when it never was
 */
public record AccessToken(
    TokenId id,
    Scope scope,
    Name name,
    Role role,
    TokenHash hash,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable LocalDate lastUsedOn) {
  public AccessToken {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(createdAt, "createdAt");
    if (expiresAt != null && !expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException("a token expires after it was created");
    }
  }

  /** Whether it opens nothing any more. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** Whether this day is later than the last one on which it was used. */
  public boolean isFirstUseOn(LocalDate day) {
    return lastUsedOn == null || lastUsedOn.isBefore(day);
  }

  /** Whom it speaks for. */
  public Caller caller() {
    return new Caller(id, scope, role, expiresAt);
  }
}
