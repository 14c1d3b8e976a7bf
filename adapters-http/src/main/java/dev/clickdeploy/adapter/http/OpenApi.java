package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The OpenAPI document (3.1.1), made of the same table of routes that requests are served by. */
final class OpenApi {
  static final String PATH = "/openapi.json";
  private static final String SECURITY = "token";
  private static final String INTRODUCTION =
      """
      Refusals are problem documents (RFC 9457). `type` is stable and for programs, `detail` is a \
      sentence for people, `errors` names each value that is not accepted. Fields and query \
      parameters that are not described are refused. Every answer has `X-Request-Id`, which may be \
      given.
      """;

  private OpenApi() {}

  /** The route that answers the document of these routes, itself among them. */
  static Route route(List<Route> others) {
    Schema any = Schema.map(new Schema(null, Json.object(), Map.of()));
    Route described =
        Route.get(PATH, Access.OPEN, request -> Answer.empty(500))
            .describe("getOpenApi", "This document")
            .answers(200, any);
    List<Route> all = new ArrayList<>(others);
    all.add(described);
    Answer answer = Answer.json(200, document(all));
    return new Route("GET", PATH, Access.OPEN, 0, request -> answer, described.operation());
  }

  static ObjectNode document(List<Route> routes) {
    ObjectNode document = Json.object().put("openapi", "3.1.1");
    document
        .putObject("info")
        .put("title", "click-deploy")
        .put("version", "1")
        .put("summary", "git push → image in the registry")
        .put("description", INTRODUCTION.strip())
        .putObject("license")
        .put("name", "Apache License 2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    Map<String, Schema> schemas = new TreeMap<>(ProblemView.SCHEMA.withParts());
    for (Route route : routes) {
      if (route.operation() != null) {
        paths
            .withObjectProperty(route.template())
            .set(route.method().toLowerCase(Locale.ROOT), new OperationView(route, schemas).view());
      }
    }
    ObjectNode components = document.putObject("components");
    ObjectNode named = components.putObject("schemas");
    schemas.forEach((name, schema) -> named.set(name, schema.node()));
    components
        .putObject("securitySchemes")
        .putObject(SECURITY)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "a token of an organization, or the administrator's");
    return document;
  }

  /** What a caller has to show; nothing on open routes. */
  static ArrayNode security(Access access) {
    ArrayNode needed = Json.object().putArray("security");
    if (access != Access.OPEN) {
      needed.addObject().putArray(SECURITY).add(access.name().toLowerCase(Locale.ROOT));
    }
    return needed;
  }
}
