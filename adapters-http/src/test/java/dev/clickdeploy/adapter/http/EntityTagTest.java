package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  private final TestServer server = TestServer.start();
  private final String service = "/services/" + server.createService().text("id");
  private final String tag = server.get(service).header("ETag").orElseThrow();

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply knowing(String tags) {
    return TestServer.send(server.request(service).header("If-None-Match", tags).GET());
  }

  private Reply put(String tags) {
    return TestServer.send(
        server
            .request(service + "/credential")
            .header("Content-Type", "application/json")
            .header("If-Match", tags)
            .PUT(BodyPublishers.ofString("{}")));
  }

  @Test
  void the_same_state_has_the_same_strong_tag() {
    assertThat(tag).matches("\"[A-Za-z0-9_-]{16}\"");
    assertThat(server.get(service).header("ETag")).hasValue(tag);
    assertThat(
            server
                .get("/services/" + server.post(project(), body("api")).text("id"))
                .header("ETag"))
        .isPresent()
        .isNotEqualTo(java.util.Optional.of(tag));
  }

  private String project() {
    return "/projects/" + server.get(service).text("project") + "/services";
  }

  private static String body(String name) {
    return "{\"name\": \"%s\", \"repository\": \"https://github.com/acme/web\"}".formatted(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
  void a_client_that_has_it_gets_no_body(String header) {
    Reply reply = knowing(header.formatted(tag));

    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("ETag")).hasValue(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "\"\"", "no tag at all", ","})
  void a_client_that_has_another_state_gets_this_one(String header) {
    Reply reply = knowing(header);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("name")).isEqualTo("web");
  }

  @Test
  void a_change_is_made_to_the_state_that_was_seen() {
    assertThat(put(tag).status()).isEqualTo(204);
    assertThat(put("*").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "W/%s"})
  void a_change_to_another_state_is_refused(String header) {
    Reply refused = put(header.formatted(tag));

    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:precondition-failed");
  }

  @Test
  void what_is_shown_once_has_no_tag() {
    assertThat(server.post(project(), body("other")).header("ETag")).isEmpty();
  }
}
