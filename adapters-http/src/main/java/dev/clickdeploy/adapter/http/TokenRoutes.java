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

  private final Tokens tokens;

  TokenRoutes(Tokens tokens) {
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        Route.post(OWN, Access.OWNER, this::issue),
        Route.get(OWN, Access.OWNER, request -> list(request, request.scope())),
        Route.delete(OWN + "/{id}", Access.OWNER, this::revoke),
        Route.post(OF_ANY, Access.ADMIN, this::issueAny),
        Route.get(OF_ANY, Access.ADMIN, request -> list(request, Scope.of(organization(request)))),
        Route.delete(OF_ANY + "/{token}", Access.ADMIN, this::revokeAny));
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
    int limit = (int) request.number("limit", 1, 100).orElse(20);
    List<AccessToken> found =
        tokens.list(scope, limit, request.query("before", TokenId::parse).orElse(null));
    ObjectNode page = Json.object();
    page.set("tokens", Json.array(found, TokenRoutes::view));
    page.put("next", found.size() < limit ? null : found.getLast().id().toString());
    return Answer.json(200, page);
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
