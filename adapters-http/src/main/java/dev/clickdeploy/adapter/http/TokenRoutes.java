package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.in.Tokens;
import dev.clickdeploy.port.in.Tokens.Issued;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access tokens: an owner's of his organization, and the administrator's of any. */
final class TokenRoutes {
  private static final String OWN = Route.API + "/tokens";
  private static final String OF_ANY = Route.API + "/organizations/{id}/tokens";

  private static final Schema NEW =
      GrantFields.in(Schema.object("NewToken")).with("role", GrantFields.ROLE);
  private static final Schema NEW_OF_ANY =
      GrantFields.in(Schema.object("NewTokenOfAny")).maybe("role", GrantFields.ROLE.orNull());
  private static final Schema TOKEN =
      Schema.object("Token")
          .with("id", Schema.id())
          .with("name", Schema.text())
          .with("role", GrantFields.ROLE)
          .with("project", Schema.id().orNull())
          .with("createdAt", Schema.time())
          .with("expiresAt", Schema.time().orNull())
          .with("lastUsedOn", Schema.text().orNull());
  private static final Schema ISSUED = TOKEN.as("IssuedToken").with("token", Schema.text());
  private static final Schema LIST =
      Schema.object("Tokens")
          .with("tokens", Schema.list(TOKEN))
          .with("next", Schema.text().orNull());

  private final Tokens tokens;

  TokenRoutes(Tokens tokens) {
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        Route.post(OWN, Access.OWNER, this::issue)
            .describe("issueToken", "A token of the organization, shown this once")
            .takes(NEW)
            .answers(201, ISSUED)
            .refuses(Problem.CONFLICT),
        Route.get(OWN, Access.OWNER, request -> list(request, request.scope()))
            .describe("listTokens", "The organization's tokens, newest first, without themselves")
            .paged()
            .answers(200, LIST),
        Route.delete(OWN + "/{id}", Access.OWNER, this::revoke)
            .describe("revokeToken", "Revokes it, on every server within a second")
            .answers(204)
            .refuses(Problem.CONFLICT),
        Route.post(OF_ANY, Access.ADMIN, this::issueAny)
            .describe("issueAnyToken", "A token of any organization, shown this once")
            .takes(NEW_OF_ANY)
            .answers(201, ISSUED)
            .refuses(Problem.CONFLICT),
        Route.get(OF_ANY, Access.ADMIN, request -> list(request, Scope.of(organization(request))))
            .describe("listAnyTokens", "An organization's tokens, newest first, without themselves")
            .paged()
            .answers(200, LIST),
        Route.delete(OF_ANY + "/{token}", Access.ADMIN, this::revokeAny)
            .describe("revokeAnyToken", "Revokes any organization's token")
            .answers(204));
  }

  private Answer issue(Request request) {
    Fields fields = Fields.of(request.json(), GrantFields.NAMES);
    Role role = fields.required("role", GrantFields::role);
    return issued(tokens.issue(request.caller(), GrantFields.of(fields, role)));
  }

  /** An organization's first token has to be an owner's. */
  private Answer issueAny(Request request) {
    OrganizationId organization = organization(request);
    Fields fields = Fields.of(request.json(), GrantFields.NAMES);
    Role role = fields.optional("role", GrantFields::role).orElse(Role.OWNER);
    return issued(tokens.issue(organization, GrantFields.of(fields, role)));
  }

  /** The answer is the only place where the token can be seen. */
  private static Answer issued(Issued issued) {
    return Answer.json(201, view(issued.token()).put("token", issued.text().reveal()));
  }

  private Answer list(Request request, Scope scope) {
    Page<TokenId> page = Page.of(request, TokenId::parse);
    List<AccessToken> found = tokens.list(scope, page.limit(), page.beyond());
    return page.answer(request, "tokens", found, TokenRoutes::view, AccessToken::id);
  }

  private Answer revoke(Request request) {
    tokens.revoke(request.scope(), request.id("token", TokenId::parse));
    return Answer.empty(204);
  }

  private Answer revokeAny(Request request) {
    Scope scope = Scope.of(organization(request));
    tokens.revoke(scope, request.id("token", "token", TokenId::parse));
    return Answer.empty(204);
  }

  private static OrganizationId organization(Request request) {
    return request.id("organization", OrganizationId::parse);
  }

  private static ObjectNode view(AccessToken token) {
    return Json.object()
        .put("id", token.id().toString())
        .put("name", token.name().value())
        .put("role", GrantFields.word(token.role()))
        .put("project", text(token.scope().project()))
        .put("createdAt", token.createdAt().toString())
        .put("expiresAt", text(token.expiresAt()))
        .put("lastUsedOn", text(token.lastUsedOn()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
