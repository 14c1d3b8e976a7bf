package dev.clickdeploy.bootstrap.access;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.clickdeploy.adapter.http.Endpoint;
import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every route of the server × whoever may come, over sockets on real PostgreSQL. What is expected
 * follows from the route's access; what is foreign must look exactly as what is absent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationMatrixIT {
  private Ground ground;
  private Door door;
  private Map<String, Endpoint> endpoints;
  private final Map<Who, @Nullable String> tokens = new EnumMap<>(Who.class);

  @BeforeAll
  void start() {
    ground = new Ground();
    door = new Door(ground.node.http.address());
    endpoints =
        ground.node.http.endpoints().stream()
            .collect(toMap(IsolationMatrixIT::route, endpoint -> endpoint));
    Arrays.stream(Who.values()).forEach(who -> tokens.put(who, who.token(ground)));
  }

  private static String route(Endpoint endpoint) {
    return endpoint.method() + " " + endpoint.template().replace("/v1/click-deploy/", "/");
  }

  @AfterAll
  void stop() {
    door.close();
    ground.close();
  }

  @Test
  void every_route_has_a_row() {
    assertThat(Rows.ALL.stream().map(Row::route))
        .containsExactlyInAnyOrderElementsOf(endpoints.keySet());
  }

  @TestFactory
  Stream<DynamicContainer> every_route_answers_everybody_by_rule() {
    return rows()
        .map(
            row ->
                dynamicContainer(
                    row.route(),
                    Arrays.stream(Who.values())
                        .map(who -> dynamicTest(who.name(), () -> answers(row, who)))));
  }

  /** A route without a row fails the test above. */
  private Stream<Row> rows() {
    return Rows.ALL.stream().filter(row -> endpoints.containsKey(row.route()));
  }

  private Door.Answer ask(Row row, Who who, Map<String, Object> ids) throws Exception {
    return door.ask(endpoints.get(row.route()), row, ids, tokens.get(who));
  }

  private void answers(Row row, Who who) throws Exception {
    Map<String, Object> ids = row.subject().ids(ground);
    Door.Answer answer = ask(row, who, ids);
    assertThat(answer.status())
        .as("%s by %s: %s", row.route(), who, answer.body())
        .isEqualTo(who.expected(endpoints.get(row.route()).access(), row));
    if (answer.status() == 404) {
      Map<String, Object> absent = new HashMap<>();
      ids.keySet().forEach(name -> absent.put(name, UuidV7.next(InstantSource.system())));
      assertThat(answer.without(ids))
          .as("%s by %s", row.route(), who)
          .isEqualTo(ask(row, who, absent).without(absent));
    } else if (who.isStranger() && row.subject() == Subject.NONE) {
      assertThat(answer.body()).doesNotContain(ground.hiddenFrom(who));
    }
  }

  @TestFactory
  Stream<DynamicTest> whoever_is_refused_has_changed_nothing() {
    return rows()
        .filter(row -> row.subject() != Subject.NONE)
        .map(row -> dynamicTest(row.route(), () -> stays(row)));
  }

  private void stays(Row row) throws Exception {
    Map<String, Object> ids = row.subject().ids(ground);
    Who allowed = null;
    for (Who who : Who.values()) {
      if (who.expected(endpoints.get(row.route()).access(), row) == row.success()) {
        allowed = who;
      } else {
        ask(row, who, ids);
      }
    }
    assertThat(allowed).isNotNull();
    assertThat(ask(row, allowed, ids).status()).isEqualTo(row.success());
  }
}
