package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.deployment.LogLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRoutesTest {
  private final TestServer server = TestServer.start();
  private String logs = "";

  @BeforeEach
  void a_deployment_with_three_lines() {
    String service = server.createService().text("id");
    logs =
        "/deployments/"
            + server.post("/services/" + service + "/deploy", "{}").text("id")
            + "/logs";
    server.deployments.log(LogLine.Stream.SYSTEM, "fetching");
    server.deployments.log(LogLine.Stream.STDOUT, "\u001b[32mgrün\u001b[0m \"quoted\"");
    server.deployments.log(LogLine.Stream.STDERR, "last");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply plain(String query) {
    return TestServer.send(server.request(logs + query).header("Accept", "text/plain").GET());
  }

  @Test
  void lines_come_in_order_with_the_number_to_go_on_from() {
    Reply page = server.get(logs);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().path("next").asLong()).isEqualTo(3);
    JsonNode line = page.json().path("lines").path(1);
    assertThat(page.json().path("lines")).hasSize(3);
    assertThat(line.path("sequence").asLong()).isEqualTo(2);
    assertThat(line.path("at").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(line.path("stream").asText()).isEqualTo("stdout");
    assertThat(line.path("text").asText()).isEqualTo("\u001b[32mgrün\u001b[0m \"quoted\"");
  }

  @Test
  void a_page_begins_after_a_number_and_ends_at_a_limit() {
    JsonNode page = server.get(logs + "?after=1&limit=1").json();

    assertThat(page.path("lines")).extracting(l -> l.path("sequence").asLong()).containsExactly(2L);
    assertThat(page.path("next").asLong()).isEqualTo(2);
  }

  @Test
  void an_empty_page_goes_on_where_it_was_asked() {
    JsonNode page = server.get(logs + "?after=3").json();

    assertThat(page.path("lines")).isEmpty();
    assertThat(page.path("next").asLong()).isEqualTo(3);
  }

  @Test
  void plain_text_is_the_text_alone() {
    Reply text = plain("");

    assertThat(text.status()).isEqualTo(200);
    assertThat(text.header("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(text.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(text.body()).isEqualTo("fetching\n\u001b[32mgrün\u001b[0m \"quoted\"\nlast\n");
    assertThat(text.header("Link")).isEmpty();
  }

  @Test
  void a_full_page_of_text_links_to_the_next_one() {
    Reply first = plain("?limit=2");

    assertThat(first.body()).startsWith("fetching\n").doesNotContain("last");
    assertThat(first.header("Link"))
        .hasValue("<" + TestServer.API + logs + "?after=2&limit=2>; rel=\"next\"");
    Reply second = plain("?after=2&limit=2");
    assertThat(second.body()).isEqualTo("last\n");
    assertThat(second.header("Link")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=-1", "after=x", "after=1.5", "limit=0", "limit=1001", "limit= 1"})
  void wrong_query_values_are_refused_by_name(String query) {
    Reply refused = server.get(logs + "?" + query.replace(" ", "%20"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).contains("'" + query.substring(0, 5) + "'").contains(" from ");
  }

  @Test
  void an_empty_query_value_is_none() {
    assertThat(server.get(logs + "?after=&limit=").json().path("lines")).hasSize(3);
  }

  @Test
  void the_log_of_an_absent_deployment_is_not_found() {
    assertThat(server.get("/deployments/01890000-0000-7000-8000-000000000000/logs").status())
        .isEqualTo(404);
  }
}
