package dev.clickdeploy.adapter.postgres.tenant;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.out.TokenStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access tokens in the table access_tokens. */
public final class PostgresTokenStore implements TokenStore {
  private static final String SELECT =
      """
      SELECT id, organization_id, project_id, name, role, hash, created_at, expires_at, last_used_on
      FROM clickdeploy.access_tokens
      """;

  private final Database database;

  /** Tokens of this database. */
  public PostgresTokenStore(Database database) {
    this.database = database;
  }

  @Override
  public void create(AccessToken token) {
    Sql insert =
        Sql.of(
                """
                INSERT INTO clickdeploy.access_tokens
                  (id, organization_id, project_id, name, role, hash, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
            .uuid(token.id().value())
            .uuid(token.scope().organization().value())
            .uuid(TenantRows.project(token.scope()))
            .text(token.name().value())
            .text(Row.name(token.role()))
            .text(token.hash().hex())
            .instant(token.createdAt())
            .instant(token.expiresAt());
    database.run("creating an access token", insert::update);
  }

  @Override
  public Optional<AccessToken> find(TokenHash hash) {
    Sql select = Sql.of(SELECT + "WHERE hash = ?").text(hash.hex());
    return database.run("looking up an access token", c -> select.first(c, TenantRows::token));
  }

  @Override
  public List<AccessToken> list(OrganizationId organization, int limit, @Nullable TokenId before) {
    Sql select =
        Sql.of(
                SELECT
                    + """
                    WHERE organization_id = ? AND (?::uuid IS NULL OR id < ?::uuid)
                    ORDER BY id DESC LIMIT ?
                    """)
            .uuid(organization.value())
            .uuid(before == null ? null : before.value())
            .uuid(before == null ? null : before.value())
            .number(limit);
    return database.run("listing access tokens", c -> select.list(c, TenantRows::token));
  }

  @Override
  public boolean delete(OrganizationId organization, TokenId id) {
    Sql delete =
        Sql.of("DELETE FROM clickdeploy.access_tokens WHERE organization_id = ? AND id = ?")
            .uuid(organization.value())
            .uuid(id.value());
    return database.run("revoking an access token", delete::update) == 1;
  }

  @Override
  public void used(TokenId id, LocalDate day) {
    Sql update =
        Sql.of(
                """
                UPDATE clickdeploy.access_tokens SET last_used_on = ?::date
                WHERE id = ? AND (last_used_on IS NULL OR last_used_on < ?::date)
                """)
            .text(day.toString())
            .uuid(id.value())
            .text(day.toString());
    database.run("noting the use of an access token", update::update);
  }
}
