package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.StubRegistry.Asked;
import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A token service in front of a registry, as strict as Harbor's (goharbor/harbor,
 * src/core/service/token): a wrong password is refused, an unknown service is a bad request, an
 * anonymous client needs a scope, too few rights give a token that opens nothing, tokens expire and
 * hold for one scope only, and a refused Authorization header is answered with a Basic challenge.
 */
final class TokenService {
  static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final String SERVICE = "test-registry";

  private record Grant(String scope, Instant until) {}

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final String basic;
  private final InstantSource clock;
  private final Function<Asked, Reply> registry;
  private volatile String realm = "";

  TokenService(
      String username, String password, InstantSource clock, Function<Asked, Reply> registry) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.basic = "Basic " + Base64.getEncoder().encodeToString(pair);
    this.clock = clock;
    this.registry = registry;
  }

  /** Where it sends clients for a token. */
  void realm(String url) {
    realm = url;
  }

  Reply answer(Asked asked) {
    if (asked.target().startsWith("/service/token")) {
      return token(asked);
    }
    String scope = scope(asked.target());
    String authorization = asked.authorization();
    if (authorization == null) {
      String named = scope.isEmpty() ? "" : ",scope=\"" + scope + "\"";
      return unauthorized("Bearer realm=\"%s\",service=\"%s\"%s".formatted(realm, SERVICE, named));
    }
    Grant grant = grants.get(authorization.replaceFirst("^Bearer ", ""));
    return grant != null && clock.instant().isBefore(grant.until()) && grant.scope().equals(scope)
        ? registry.apply(asked)
        : unauthorized("Basic realm=\"test\"");
  }

  private Reply token(Asked asked) {
    Map<String, String> query = Query.of(asked.target());
    String scope = query.getOrDefault("scope", "");
    if (!SERVICE.equals(query.get("service"))) {
      return new Reply(400, "{\"errors\":[{\"code\":\"BAD_REQUEST\",\"message\":\"service\"}]}");
    }
    boolean known = basic.equals(asked.authorization());
    if ((asked.authorization() != null && !known) || (!known && scope.isEmpty())) {
      return unauthorized("Basic realm=\"test\"");
    }
    String token = UUID.randomUUID().toString();
    if (known) {
      grants.put(token, new Grant(scope, clock.instant().plus(LIFETIME)));
    }
    return new Reply(
        200,
        "{\"token\":\"%s\",\"expires_in\":%d}".formatted(token, LIFETIME.toSeconds()),
        "Content-Type",
        "application/json");
  }

  private static Reply unauthorized(String challenge) {
    return new Reply(
        401,
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}",
        "WWW-Authenticate",
        challenge);
  }

  private static String scope(String target) {
    String path = target.replaceFirst("^/v2/", "");
    int manifests = path.indexOf("/manifests/");
    return manifests < 0 ? "" : "repository:" + path.substring(0, manifests) + ":pull";
  }

  /** Parameters of a request target. */
  static final class Query {
    private Query() {}

    static Map<String, String> of(String target) {
      @Nullable String query = java.net.URI.create(target).getRawQuery();
      Map<String, String> parameters = new ConcurrentHashMap<>();
      for (String pair : query == null ? new String[0] : query.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      return parameters;
    }
  }
}
