package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.GrantedAccess;

/**
 * Whether an account may push to a repository. Harbor tells that by the token that it gives: an
 * account without the right, and a project that is not there, get one as well, but nothing stands
 * in it (src/core/service/token; the claim {@code access} of distribution/distribution,
 * docs/content/spec/auth/jwt.md).
 */
record PushRight(HarborClient client) {
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
    return GrantedAccess.of(client.json(answer).path("token").asText())
        .map(access -> access.actions("repository", repository))
        .map(actions -> actions.contains("push") || actions.contains("*"))
        // no token that can be read: the push itself has to tell
        .orElse(true);
  }
}
