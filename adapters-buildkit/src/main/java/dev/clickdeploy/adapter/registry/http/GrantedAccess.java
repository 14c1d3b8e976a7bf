package dev.clickdeploy.adapter.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a token says that it opens (distribution/distribution, docs/content/spec/auth/jwt.md,
 * "access"). Nothing is decided by it: the token's signature is the registry's to check. Token
 * services answer 200 with less than was asked for, so that only this tells what is missing.
 */
public record GrantedAccess(JsonNode access) {
  private static final int LONGEST = 100_000;
  private static final int MOST_ACTIONS = 20;

  /** Empty where it is another kind of token. */
  public static Optional<GrantedAccess> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      JsonNode claims = RegistryJson.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
      return claims.path("access").isMissingNode()
          ? Optional.empty()
          : Optional.of(new GrantedAccess(claims.path("access")));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What may be done with a resource. */
  public List<String> actions(String type, String name) {
    List<String> actions = new ArrayList<>();
    for (JsonNode one : access) {
      if (one.path("type").asText().equals(type) && one.path("name").asText().equals(name)) {
        one.path("actions").forEach(action -> actions.add(Refusals.line(action.asText())));
      }
    }
    return actions.stream().distinct().limit(MOST_ACTIONS).toList();
  }
}
