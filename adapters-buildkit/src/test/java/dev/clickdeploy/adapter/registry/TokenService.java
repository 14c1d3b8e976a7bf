package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.StubRegistry.Asked;
import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token service in front of a registry, as strict as Harbor's (goharbor/harbor,
 * src/core/service/token) or the one that distribution describes: a wrong password is refused, an
 * unknown service is a bad request, an anonymous client needs a scope, too few rights give a token
 * that opens nothing, tokens expire and hold for what they name only.
 */
final class TokenService {
  static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final String SERVICE = "test-registry";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How a token that is not enough is answered. */
  enum Manner {
    /** With a Basic challenge. */
    HARBOR,
    /** With a Bearer challenge that names an error. */
    DISTRIBUTION
  }

  private record Grant(List<Access> access, Instant until) {
    boolean covers(List<Access> needed) {
      return needed.stream()
          .allMatch(one -> access.stream().anyMatch(granted -> granted.covers(one)));
    }
  }

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final String basic;
  private final InstantSource clock;
  private final Function<Asked, Reply> registry;
  private volatile Manner manner = Manner.HARBOR;
  private volatile boolean opaque;
  private volatile BiPredicate<String, String> rights = (repository, action) -> true;
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

  void manner(Manner other) {
    manner = other;
  }

  /** Tokens that tell nothing, in place of signed claims. */
  void opaque() {
    opaque = true;
  }

  /** What the account may do, by repository and action. */
  void rights(BiPredicate<String, String> test) {
    rights = test;
  }

  Reply answer(Asked asked) {
    if (asked.target().startsWith("/service/token")) {
      return token(asked);
    }
    List<Access> needed = Access.neededBy(asked.method(), asked.target());
    String authorization = asked.authorization();
    if (authorization == null) {
      return unauthorized(bearer(needed, ""));
    }
    Grant grant = grants.get(authorization.replaceFirst("^Bearer ", ""));
    if (grant == null || !clock.instant().isBefore(grant.until())) {
      return refused(needed, "invalid_token");
    }
    return grant.covers(needed) ? registry.apply(asked) : refused(needed, "insufficient_scope");
  }

  private Reply refused(List<Access> needed, String error) {
    return unauthorized(
        switch (manner) {
          case HARBOR -> "Basic realm=\"test\"";
          case DISTRIBUTION -> bearer(needed, error);
        });
  }

  private String bearer(List<Access> needed, String error) {
    String scope = needed.stream().map(Access::toString).collect(Collectors.joining(" "));
    return "Bearer realm=\"%s\",service=\"%s\"".formatted(realm, SERVICE)
        + (scope.isEmpty() ? "" : ",scope=\"" + scope + "\"")
        + (error.isEmpty() ? "" : ",error=\"" + error + "\"");
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
    List<Access> granted =
        Access.parse(scope).stream().map(access -> known ? granted(access) : none(access)).toList();
    String token = opaque ? UUID.randomUUID().toString() : signed(granted);
    grants.put(token, new Grant(granted, clock.instant().plus(LIFETIME)));
    return new Reply(
        200,
        "{\"token\":\"%s\",\"expires_in\":%d}".formatted(token, LIFETIME.toSeconds()),
        "Content-Type",
        "application/json");
  }

  private Access granted(Access wanted) {
    return new Access(
        wanted.type(),
        wanted.name(),
        wanted.actions().stream()
            .filter(action -> rights.test(wanted.name(), action))
            .collect(Collectors.toSet()));
  }

  private static Access none(Access wanted) {
    return new Access(wanted.type(), wanted.name(), Set.of());
  }

  /** Of the form of a JSON Web Token (RFC 7519); nobody but this service checks it. */
  private static String signed(List<Access> access) {
    Map<String, Object> claims =
        Map.of(
            "iss", "test",
            "jti", UUID.randomUUID().toString(),
            "access", access.stream().map(Access::claim).toList());
    try {
      return encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8))
          + "."
          + encoded(JSON.writeValueAsBytes(claims))
          + "."
          + encoded(new byte[64]);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Reply unauthorized(String challenge) {
    return new Reply(
        401,
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}",
        "WWW-Authenticate",
        challenge);
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
