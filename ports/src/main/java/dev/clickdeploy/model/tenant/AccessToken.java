package dev.clickdeploy.model.tenant;

import java.time.Instant;
import java.util.Objects;

/** What is kept of an access token: never the token itself, only its SHA-256. */
public record AccessToken(
    TokenId id, OrganizationId organization, Name name, TokenHash hash, Instant createdAt) {
  public AccessToken {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
