package dev.clickdeploy.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import org.junit.jupiter.api.Test;

class RepositoryAccessTest {
  private static final RepositoryUrl URL = new RepositoryUrl("ssh://git@git.example/a/b");
  private static final Secret SECRET = Secret.of("hush");

  @Test
  void a_token_and_a_deploy_key_are_told_apart() {
    RepositoryAccess token = new RepositoryAccess(URL, SECRET);
    Credential.DeployKey key = new Credential.DeployKey(SECRET, "");

    assertThat(token.oauthToken()).contains(SECRET);
    assertThat(token.deployKey()).isEmpty();
    assertThat(new RepositoryAccess(URL, key).deployKey()).contains(key);
    assertThat(new RepositoryAccess(URL, key).oauthToken()).isEmpty();
  }

  @Test
  void a_public_repository_has_no_credential() {
    RepositoryAccess access = new RepositoryAccess(URL);

    assertThat(access.credential()).isNull();
    assertThat(access.oauthToken()).isEmpty();
    assertThat(access.deployKey()).isEmpty();
  }

  @Test
  void it_prints_no_secret() {
    assertThat(new RepositoryAccess(URL, SECRET).toString()).doesNotContain("hush");
    assertThat(new RepositoryAccess(URL, new Credential.DeployKey(SECRET, "")).toString())
        .doesNotContain("hush");
  }
}
