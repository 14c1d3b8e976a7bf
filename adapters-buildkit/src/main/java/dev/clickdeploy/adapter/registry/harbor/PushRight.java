package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.RegistryJson;
import java.io.IOException;
import java.util.Base64;

/**
 * Whether an account may push to a repository. Harbor tells that by the token that it gives: an
 * account without the right, and a project that is not there, get one as well, but nothing stands
 * in it (src/core/service/token; the claim {@code access} of distribution/distribution,
 * docs/content/spec/auth/jwt.md).
 */
record PushRight(HarborClient client) {
  private static final ObjectMapper JSON = RegistryJson.mapper();

  /** Of this account, for this repository. */
  boolean isGiven(String repository) {
    Answer answer = client.token("repository:" + repository + ":pull,push");
    if (answer.status() == 401 || answer.status() == 403 || answer.isTransient()) {
      throw client.refused(answer);
    }
    if (answer.status() != 200) {
      // no token service where it should be: the push itself has to tell
      return true;
    }
    String[] parts = client.json(answer).path("token").asText().split("\\.", -1);
    return parts.length != 3 || mayPush(parts[1], repository);
  }

  private static boolean mayPush(String claims, String repository) {
    try {
      for (JsonNode access : JSON.readTree(Base64.getUrlDecoder().decode(claims)).path("access")) {
        if (access.path("name").asText().equals(repository)) {
          for (JsonNode action : access.path("actions")) {
            if (action.asText().equals("push") || action.asText().equals("*")) {
              return true;
            }
          }
        }
      }
      return false;
    } catch (IOException | IllegalArgumentException e) {
      // no token that can be read: the push itself has to tell
      return true;
    }
  }
}
