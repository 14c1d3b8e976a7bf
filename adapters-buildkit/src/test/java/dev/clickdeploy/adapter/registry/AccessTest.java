package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the token service of these tests asks for what a real one asks for. */
class AccessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /v2/ | ''",
        "GET | /v2/_catalog?n=5 | registry:catalog:*",
        "GET | /v2/a/b/manifests/t | repository:a/b:pull",
        "HEAD | /v2/a/b/manifests/sha256:00 | repository:a/b:pull",
        "PUT | /v2/a/manifests/b/manifests/t | repository:a/manifests/b:pull,push",
        "DELETE | /v2/a/b/manifests/sha256:00 | repository:a/b:delete",
        "GET | /v2/a/b/tags/list?n=5&last=x | repository:a/b:pull",
        "GET | /v2/a/b/referrers/sha256:00 | repository:a/b:pull",
        "GET | /v2/a/b/blobs/sha256:00 | repository:a/b:pull",
        "DELETE | /v2/a/b/blobs/sha256:00 | repository:a/b:delete",
        "POST | /v2/a/b/blobs/uploads/ | repository:a/b:pull,push",
        "PATCH | /v2/a/b/blobs/uploads/u?_state=x | repository:a/b:pull,push",
        "PUT | /v2/a/b/blobs/uploads/u?digest=sha256:00 | repository:a/b:pull,push",
        "POST | /v2/a/b/blobs/uploads/?mount=sha256:00&from=c/d"
            + " | repository:a/b:pull,push repository:c/d:pull",
      })
  void each_request_needs_its_scope(String method, String target, String scopes) {
    assertThat(Access.neededBy(method, target).stream().map(Access::toString))
        .containsExactlyElementsOf(Access.parse(scopes).stream().map(Access::toString).toList());
  }
}
