package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document is the routes; what they answer is checked in every test, by {@link Contract}. */
class OpenApiTest {
  private static final TestServer SERVER = TestServer.start();
  private static final String ID = "01890000-0000-7000-8000-000000000000";

  private final JsonNode document = TestServer.send(SERVER.open("/openapi.json").GET()).json();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<Route> routes() {
    return SERVER.server.routes().stream();
  }

  static Stream<Route> api() {
    return routes().filter(route -> route.template().startsWith(Route.API));
  }

  private JsonNode operation(Route route) {
    return document
        .path("paths")
        .path(route.template())
        .path(route.method().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void every_route_is_described(Route route) {
    assertThat(route.operation())
        .as(
            "%s %s is not in the OpenAPI document. Where the route is made, add"
                + " .describe(\"operationId\", \"What it does\"), .query(…) for each parameter,"
                + " .takes(SCHEMA) for a JSON body, .answers(status, SCHEMA) for each answer and"
                + " .refuses(Problem.…) for refusals that its form does not imply; keep the schema"
                + " of a view beside the view",
            route.method(), route.template())
        .isNotNull();
    assertThat(route.operation().answers()).as("answers of %s", route.template()).isNotEmpty();
  }

  @Test
  void the_paths_and_methods_are_those_of_the_routes() {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    assertThat(described)
        .isEqualTo(
            routes()
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void who_may_use_a_route_is_told(Route route) {
    JsonNode security = operation(route).path("security");

    if (route.access() == Access.OPEN) {
      assertThat(security).isEmpty();
    } else {
      assertThat(security.path(0).path("token").path(0).asText())
          .isEqualTo(route.access().name().toLowerCase(Locale.ROOT));
    }
  }

  private Reply send(Route route, String query, String body) {
    return TestServer.send(
        SERVER
            .open(route.template().replaceAll("\\{[^}]+}", ID) + query)
            .header(
                "Authorization",
                "Bearer " + (route.access() == Access.ADMIN ? TestServer.ADMIN : SERVER.token))
            .header("Content-Type", "application/json")
            .method(
                route.method(),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  @ParameterizedTest
  @MethodSource("api")
  void an_unknown_parameter_is_refused_and_the_described_ones_are_told(Route route) {
    Reply refused = send(route, "?no-such=1", "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/parameter").asText()).isEqualTo("no-such");
    assertThat(refused.detail()).endsWith(list(parameters(route), "none is"));
  }

  private List<String> parameters(Route route) {
    List<String> names = new ArrayList<>();
    operation(route)
        .path("parameters")
        .forEach(
            parameter -> {
              if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
              }
            });
    return names;
  }

  private static String list(List<String> names, String none) {
    return names.isEmpty()
        ? none
        : "known are " + String.join(", ", names.stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("api")
  void every_described_parameter_is_read(Route route) {
    assertThat(parameters(route))
        .allSatisfy(
            name -> {
              Reply refused = send(route, "?" + name + "=%01", "");
              assertThat(refused.status()).as(name).isEqualTo(422);
              assertThat(refused.detail()).contains("'" + name + "'");
            });
  }

  @ParameterizedTest
  @MethodSource("api")
  void the_fields_of_a_body_are_those_that_the_route_knows(Route route) {
    JsonNode schema = operation(route).at("/requestBody/content/application~1json/schema");
    if (schema.isMissingNode()) {
      assertThat(route.operation().request()).isNull();
      return;
    }
    if (schema.has("additionalProperties")) {
      Reply refused = send(route, "", "{\"any\": 1}");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.detail()).startsWith("'any' must be a string");
      return;
    }
    sameFields(route, schema, "%s", "");
  }

  private void sameFields(Route route, JsonNode schema, String around, String prefix) {
    JsonNode resolved = resolved(schema);
    Reply refused = send(route, "", around.formatted("{\"no such\": 1}"));

    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    List<String> names = new ArrayList<>();
    resolved.path("properties").fieldNames().forEachRemaining(names::add);
    String known = String.join(", ", names.stream().sorted().toList());
    assertThat(refused.detail())
        .isEqualTo(
            "the field '%sno such' is not known here; known are %s".formatted(prefix, known));
    for (Map.Entry<String, JsonNode> field : resolved.path("properties").properties()) {
      if (resolved(field.getValue()).has("properties")) {
        sameFields(
            route,
            field.getValue(),
            around
                .formatted("{%s\"" + field.getKey() + "\": %%s}")
                .formatted(required(resolved), "%s"),
            prefix + field.getKey() + ".");
      }
    }
  }

  /** Texts that pass for whatever is required, so that a nested object is reached. */
  private static String required(JsonNode schema) {
    Map<String, String> known = Map.of("name", "x", "repository", "https://github.com/acme/web");
    StringBuilder fields = new StringBuilder();
    schema
        .path("required")
        .forEach(
            name ->
                fields.append(
                    "\"%s\": \"%s\", "
                        .formatted(name.asText(), known.getOrDefault(name.asText(), "x"))));
    return fields.toString();
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode one = schema.has("oneOf") ? schema.path("oneOf").path(0) : schema;
    return one.has("$ref") ? document.at(one.path("$ref").asText().substring(1)) : one;
  }

  @Test
  void the_document_is_as_openapi_wants_it() {
    assertThat(document.path("openapi").asText()).startsWith("3.1.");
    assertThat(document.at("/info/title").asText()).isNotBlank();
    assertThat(document.at("/info/version").asText()).isNotBlank();
    Map<String, Route> ids = new HashMap<>();
    routes()
        .filter(route -> route.operation() != null)
        .forEach(
            route -> {
              JsonNode operation = operation(route);
              assertThat(ids.put(operation.path("operationId").asText(), route))
                  .as("the id of %s is unique", route.template())
                  .isNull();
              assertThat(operation.path("summary").asText()).isNotBlank();
              assertThat(operation.path("responses")).isNotEmpty();
              operation
                  .path("responses")
                  .forEach(
                      response -> assertThat(response.path("description").asText()).isNotBlank());
              pathParameters(route, operation.path("parameters"));
            });
  }

  private static void pathParameters(Route route, JsonNode parameters) {
    Set<String> names = new TreeSet<>();
    parameters.forEach(
        parameter -> {
          assertThat(
                  names.add(parameter.path("in").asText() + " " + parameter.path("name").asText()))
              .isTrue();
          assertThat(parameter.path("schema").isObject()).isTrue();
          assertThat(parameter.path("in").asText()).isIn("path", "query", "header");
          assertThat(parameter.path("required").asBoolean())
              .isEqualTo(parameter.path("in").asText().equals("path"));
        });
    assertThat(names.stream().filter(name -> name.startsWith("path ")).count())
        .isEqualTo(route.template().chars().filter(c -> c == '{').count());
  }

  @Test
  void every_reference_leads_to_a_schema_and_every_schema_is_referred_to() {
    Set<String> referred = new TreeSet<>();
    document
        .findValues("$ref")
        .forEach(
            reference -> {
              String pointer = reference.asText().substring(1);
              assertThat(document.at(pointer).isObject()).as(pointer).isTrue();
              referred.add(pointer.substring(pointer.lastIndexOf('/') + 1));
            });
    Set<String> named = new TreeSet<>();
    document.at("/components/schemas").fieldNames().forEachRemaining(named::add);

    assertThat(referred).isEqualTo(named);
  }

  @Test
  void schemas_of_one_name_are_equal() {
    Map<String, Schema> first = new HashMap<>();
    routes()
        .filter(route -> route.operation() != null)
        .flatMap(
            route ->
                Stream.concat(
                    Stream.ofNullable(route.operation().request()),
                    route.operation().answers().stream()
                        .map(Operation.Reply::schema)
                        .filter(java.util.Objects::nonNull)))
        .flatMap(schema -> schema.withParts().values().stream())
        .forEach(
            schema -> {
              Schema known = first.putIfAbsent(schema.name(), schema);
              assertThat(known == null ? schema.node() : known.node())
                  .as("the schema %s is declared once", schema.name())
                  .isEqualTo(schema.node());
            });
    assertThat(first).hasSizeGreaterThan(10);
  }

  @Test
  void every_type_of_problem_is_in_the_document() {
    List<String> types = new ArrayList<>();
    document
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(type -> types.add(type.asText()));

    assertThat(types)
        .containsExactlyElementsOf(Stream.of(Problem.values()).map(Problem::type).toList())
        .allMatch(type -> type.matches("urn:click-deploy:problem:[a-z-]+"));
  }
}
