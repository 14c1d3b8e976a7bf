package dev.clickdeploy.port.out;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access tokens. They go with their organization, and with their project. */
public interface TokenStore {
  /** Writes a new token. */
  void create(AccessToken token);

  /** The token with this hash, expired or not. */
  Optional<AccessToken> find(TokenHash hash);

  /** An organization's tokens, newest first; {@code before} continues a listing. */
  List<AccessToken> list(OrganizationId organization, int limit, @Nullable TokenId before);

  /** Removes a token; false when the organization has none such. */
  boolean delete(OrganizationId organization, TokenId id);

  /** Notes the day (UTC) of a token's use, unless a later one is noted. */
  void used(TokenId id, LocalDate day);
}
