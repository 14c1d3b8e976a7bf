package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final String LIST = "/webhooks/deliveries";

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> ids(Reply page) {
    List<String> ids = new ArrayList<>();
    page.json().path("deliveries").forEach(delivery -> ids.add(delivery.path("id").asText()));
    return ids;
  }

  @Test
  void following_the_links_shows_everything_once() {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      added.addFirst(server.deliveries.add(server.organization, null).id().toString());
    }
    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.of(TestServer.API + LIST + "?limit=2");
    while (next.isPresent()) {
      Reply page = server.get(next.get().substring(TestServer.API.length()));
      seen.addAll(ids(page));
      next = page.header("Link").map(link -> link.substring(1, link.indexOf(">; rel=\"next\"")));
      assertThat(next.isPresent()).isEqualTo(!page.json().path("next").isNull());
    }

    assertThat(seen).isEqualTo(added);
  }

  @Test
  void a_cursor_says_nothing_to_clients_and_before_takes_it_or_an_id() {
    server.deliveries.add(server.organization, null);
    String newer = server.deliveries.add(server.organization, null).id().toString();
    String cursor = server.get(LIST + "?limit=1").text("next");

    assertThat(cursor).doesNotContain(newer);
    assertThat(ids(server.get(LIST + "?before=" + cursor)))
        .isEqualTo(ids(server.get(LIST + "?before=" + newer)))
        .isEqualTo(ids(server.get(LIST + "?cursor=" + cursor)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "01890000-0000-7000-8000-000000000000", "YWZ0ZXI6eA", "%00", "..."})
  void what_is_no_cursor_is_refused_by_name(String cursor) {
    Reply refused = server.get(LIST + "?cursor=" + cursor);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/parameter").asText()).isEqualTo("cursor");
  }
}
