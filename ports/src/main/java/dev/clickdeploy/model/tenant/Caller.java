package dev.clickdeploy.model.tenant;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * For whom a request speaks.
 *
 * @param expiresAt when its token ends; null for never
 */
public record Caller(TokenId token, Scope scope, Role role, @Nullable Instant expiresAt) {
  public Caller {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(role, "role");
  }
}
