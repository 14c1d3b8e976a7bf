package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A route as the OpenAPI document shows it: what was described, and what follows from its form. */
final class OperationView {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final String JSON = "application/json";

  private final Route route;
  private final Operation operation;
  private final Map<String, Schema> schemas;

  /**
   * Of a described route.
   *
   * @param schemas takes the schemas that it refers to
   */
  OperationView(Route route, Map<String, Schema> schemas) {
    this.route = route;
    this.operation = Objects.requireNonNull(route.operation(), "operation");
    this.schemas = schemas;
  }

  ObjectNode view() {
    ObjectNode view =
        Json.object().put("operationId", operation.id()).put("summary", operation.summary());
    view.set("security", OpenApi.security(route.access()));
    ArrayNode parameters = view.putArray("parameters");
    Matcher inPath = PATH_PARAMETER.matcher(route.template());
    while (inPath.find()) {
      parameter(parameters, "path", inPath.group(1), Schema.id()).put("required", true);
    }
    for (Operation.Parameter each : operation.parameters()) {
      parameter(parameters, each.in(), each.name(), each.schema())
          .put("description", each.meaning());
    }
    if (isTagged()) {
      parameter(parameters, "header", "If-None-Match", Schema.text())
          .put("description", "ETag of what the client has; 304 when it is still the same");
    }
    if (operation.request() != null) {
      content(view.putObject("requestBody"), JSON, operation.request());
    }
    responses(view.putObject("responses"));
    return view;
  }

  private static ObjectNode parameter(ArrayNode list, String in, String name, Schema schema) {
    ObjectNode parameter = list.addObject().put("name", name).put("in", in);
    parameter.set("schema", schema.use());
    return parameter;
  }

  /** Whether {@link Answer#tagged} applies. */
  private boolean isTagged() {
    return route.method().equals("GET")
        && operation.answers().stream()
            .anyMatch(answer -> answer.status() == 200 && JSON.equals(answer.type()));
  }

  private void responses(ObjectNode responses) {
    for (Operation.Reply answer : operation.answers()) {
      ObjectNode response =
          responses
              .withObjectProperty(String.valueOf(answer.status()))
              .put("description", "as asked");
      if (answer.type() != null && answer.schema() != null) {
        content(response, answer.type(), answer.schema());
      }
    }
    if (isTagged()) {
      responses.putObject("304").put("description", "the client has it already");
    }
    for (Problem problem : problems()) {
      ObjectNode response = responses.withObjectProperty(String.valueOf(problem.status()));
      String told = "`" + problem.type() + "`: " + problem.meaning();
      String before = response.path("description").asText();
      response.put("description", before.isEmpty() ? told : before + "\n\n" + told);
      content(response, ProblemView.TYPE, ProblemView.SCHEMA);
    }
  }

  private Set<Problem> problems() {
    Set<Problem> all = EnumSet.of(Problem.INTERNAL, Problem.UNAVAILABLE);
    all.addAll(operation.problems());
    if (route.access() != Access.OPEN) {
      all.addAll(Set.of(Problem.UNAUTHENTICATED, Problem.FORBIDDEN, Problem.RATE_LIMITED));
    }
    if (route.template().contains("{")) {
      all.add(Problem.NOT_FOUND);
    }
    if (route.bodyLimit() > 0) {
      all.add(Problem.TOO_LARGE);
    }
    if (operation.request() != null) {
      all.addAll(Set.of(Problem.MALFORMED_JSON, Problem.UNSUPPORTED_MEDIA_TYPE));
    }
    if (operation.request() != null || !operation.parameters().isEmpty() || isStrict()) {
      all.add(Problem.INVALID);
    }
    return all;
  }

  private boolean isStrict() {
    return route.template().startsWith(Route.API);
  }

  private void content(ObjectNode holder, String type, Schema schema) {
    schemas.putAll(schema.withParts());
    ObjectNode media = holder.withObjectProperty("content").putObject(type);
    media.set("schema", schema.use());
  }
}
