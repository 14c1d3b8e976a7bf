package dev.clickdeploy.adapter.registry.harbor.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /service/token} (src/core/service/token): too few rights, or a project that is not there,
 * are answered with a token that has no actions.
 */
final class Tokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "harbor-registry";

  private final String signature = UUID.randomUUID().toString();
  private final State state;

  Tokens(State state) {
    this.state = state;
  }

  Reply answer(Asked asked) {
    if (!SERVICE.equals(asked.query().get("service"))) {
      return Reply.error(400, "BAD_REQUEST", "unknown service");
    }
    Optional<Principal> who = state.basic(asked.header("Authorization"));
    String scope = asked.query().getOrDefault("scope", "");
    boolean tried = asked.header("Authorization") != null;
    if (who.isEmpty() && (tried || scope.isEmpty())) {
      return Reply.unauthorized();
    }
    List<Map<String, Object>> access = new ArrayList<>();
    for (String each : scope.isEmpty() ? new String[0] : scope.split(" ")) {
      access.add(access(who, each));
    }
    String token = token(access, state.clock.instant().getEpochSecond() + state.tokenSeconds);
    return Reply.json(200, Map.of("token", token, "expires_in", state.tokenSeconds));
  }

  private Map<String, Object> access(Optional<Principal> who, String scope) {
    String[] parts = scope.split(":", 3);
    String project = parts[1].split("/", 2)[0];
    List<String> actions = new ArrayList<>();
    if (state.projects.containsKey(project)) {
      for (String action : parts[2].split(",")) {
        String right = action.equals("delete") ? "artifact:delete" : "repository:" + action;
        if (who.filter(p -> p.may(project, right)).isPresent()) {
          actions.add(action);
        }
      }
    }
    return Map.of("type", "repository", "name", parts[1], "actions", actions);
  }

  private String token(List<Map<String, Object>> access, long expires) {
    return part(Map.of("alg", "none"))
        + "."
        + part(Map.of("exp", expires, "access", access))
        + "."
        + encoded(signature);
  }

  private static String part(Map<String, ?> claims) {
    return encoded(JSON.valueToTree(claims).toString());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a token of ours opens this. */
  boolean opens(String token, String repository, String action) {
    String[] parts = token.split("\\.");
    if (parts.length != 3 || !parts[2].equals(encoded(signature))) {
      return false;
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return state.clock.instant().getEpochSecond() < claims.path("exp").asLong()
          && (repository.isEmpty() || gives(claims, repository, action));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean gives(JsonNode claims, String repository, String action) {
    return claims
        .path("access")
        .valueStream()
        .filter(access -> access.path("name").asText().equals(repository))
        .flatMap(access -> access.path("actions").valueStream())
        .anyMatch(given -> given.asText().equals(action));
  }
}
