package dev.clickdeploy.adapter.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MendsTest {
  private final Mends mends = new Mends(new Account("robot$builder", Secret.of("a-password")));

  /** Statuses and words of Harbor's: the same status means several things. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | UNAUTHORIZED: unauthorized                                     | robot$builder
          403 | DENIED: Quota exceeded when processing the request of adding 1 | raise the project's quota
          403 | DENIED: The system is in read only mode. Any modification      | read-only mode
          403 | FORBIDDEN: forbidden                                           | the right to pull and push
          404 | NOT_FOUND: project x not found                                 | REGISTRY_URL
          405 | METHOD_NOT_ALLOWED: can not push artifact to a proxy project   | proxy cache
          405 | UNSUPPORTED: the operation is unsupported                      | REGISTRY_URL
          409 | CONFLICT: a previous scan process is Pending                   | try again
          412 | PRECONDITION: 'a:1' configured as immutable                    | immutable
          412 | VIOLATE: the deleting artifact is referenced by others         | index
          412 | PROJECTPOLICYVIOLATION: current image with 1 vulnerabilities   | policy
          412 | PRECONDITION: no available scanner                             | scanner
          412 | PRECONDITION: something else                                   | a rule of the registry
          413 | REQUEST_ENTITY_TOO_LARGE: too large                            | client_max_body_size
          418 | TEAPOT: short and stout                                        | operator
          """)
  void each_refusal_has_its_mend(int status, String said, String mend) {
    assertThat(mends.of(status, said)).contains(mend).doesNotContain("a-password");
  }

  @Test
  void nobody_is_told_to_check_an_account_that_he_has_not() {
    assertThat(new Mends(null).of(401, "")).contains("set REGISTRY_USERNAME");
  }
}
