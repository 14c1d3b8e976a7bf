package dev.clickdeploy.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.benchmarks.http.Tenants.Pushed;
import dev.clickdeploy.benchmarks.http.Tenants.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushesTest {
  private static final String SECRET = "0123456789abcdef";
  private final ObjectMapper json = new ObjectMapper();
  private Pushes pushes;

  @BeforeEach
  void create() throws Exception {
    pushes = pushes("key-");
  }

  private static Pushes pushes(String key) throws Exception {
    Tenant tenant = new Tenant("organization", "token", "project");
    return new Pushes(key, List.of(new Pushed(tenant, "id", "acme/web", SECRET)));
  }

  private String[] headAndBody(long number) {
    return headAndBody(pushes, number);
  }

  private static String[] headAndBody(Pushes pushes, long number) {
    return StandardCharsets.US_ASCII.decode(pushes.next(number)).toString().split("\r\n\r\n", 2);
  }

  @Test
  void every_push_is_signed_and_of_a_commit_of_its_own() throws Exception {
    String[] first = headAndBody(0);
    String[] second = headAndBody(1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    JsonNode event = json.readTree(first[1]);

    assertThat(first[0])
        .contains("X-GitHub-Delivery: key-0\r\n")
        .contains("Content-Length: " + first[1].length())
        .contains(
            "sha256="
                + HexFormat.of()
                    .formatHex(mac.doFinal(first[1].getBytes(StandardCharsets.US_ASCII))));
    assertThat(event.required("after").textValue())
        .matches("[0-9a-f]{40}")
        .isEqualTo(event.required("head_commit").required("id").textValue())
        .isNotEqualTo(json.readTree(second[1]).required("after").textValue());
    assertThat(event.required("repository").required("clone_url").textValue())
        .isEqualTo("https://github.com/acme/web.git");
  }

  @Test
  void no_round_pushes_a_commit_of_another_one() throws Exception {
    Set<String> commits = new HashSet<>();
    for (String key : List.of("round-1-", "round-2-", "round-3-")) {
      for (int number = 0; number < 3; number++) {
        String body = headAndBody(pushes(key), number)[1];
        commits.add(json.readTree(body).required("after").textValue());
      }
    }

    assertThat(commits).hasSize(9);
  }

  @Test
  void one_that_was_refused_fails_the_run() {
    pushes.answered(0, 202);
    assertThat(pushes.accepted().cardinality()).isEqualTo(1);

    pushes.answered(1, 503);

    assertThatThrownBy(pushes::accepted).hasMessageContaining("503");
  }
}
