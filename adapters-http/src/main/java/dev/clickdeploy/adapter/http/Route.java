package dev.clickdeploy.adapter.http;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One method on one path template, such as {@code /v1/click-deploy/services/{id}}.
 *
 * @param bodyLimit most bytes of a body that are read; 0 where a body means nothing
 * @param operation what the documentation tells of it; null until it is described
 */
record Route(
    String method,
    String template,
    Access access,
    int bodyLimit,
    Action action,
    @Nullable Operation operation) {
  static final String API = "/v1/click-deploy";
  private static final int JSON_LIMIT = 1 << 20;
  private static final String JSON = "application/json";

  /** One that is not described yet. */
  Route(String method, String template, Access access, int bodyLimit, Action action) {
    this(method, template, access, bodyLimit, action, null);
  }

  /** What a route does. */
  @FunctionalInterface
  interface Action {
    Response handle(Request request) throws Exception;
  }

  static Route get(String template, Access access, Action action) {
    return new Route("GET", template, access, 0, action);
  }

  static Route post(String template, Access access, Action action) {
    return new Route("POST", template, access, JSON_LIMIT, action);
  }

  static Route put(String template, Access access, Action action) {
    return new Route("PUT", template, access, JSON_LIMIT, action);
  }

  static Route patch(String template, Access access, Action action) {
    return new Route("PATCH", template, access, JSON_LIMIT, action);
  }

  static Route delete(String template, Access access, Action action) {
    return new Route("DELETE", template, access, 0, action);
  }

  /** A POST without token: its sender proves itself by what it sends. */
  static Route webhook(String template, int bodyLimit, Action action) {
    return new Route("POST", template, Access.OPEN, bodyLimit, action);
  }

  /**
   * Begins the description that the OpenAPI document shows.
   *
   * @param id unique among all routes, such as {@code getDeployment}
   */
  Route describe(String id, String summary) {
    return new Route(method, template, access, bodyLimit, action, Operation.of(id, summary));
  }

  private Route more(UnaryOperator<Operation> change) {
    Operation told = change.apply(Objects.requireNonNull(operation, "describe it first"));
    return new Route(method, template, access, bodyLimit, action, told);
  }

  /** A parameter of the query; others than the described ones are refused. */
  Route query(String name, Schema schema, String meaning) {
    return more(o -> o.with(new Operation.Parameter("query", name, schema, meaning)));
  }

  /** The parameters that {@link Page} reads. */
  Route paged() {
    return query("limit", Schema.number(1, 100), "how many at most, 20 by default")
        .query("cursor", Schema.text(), "'next' of the page before")
        .query("before", Schema.text(), "an id or a cursor: only what is older");
  }

  /** The parameters that {@link Page#onward} reads. */
  Route pagedOnward() {
    return query("limit", Schema.number(1, 100), "how many at most, 20 by default")
        .query("cursor", Schema.text(), "'next' of the page before")
        .query("after", Schema.text(), "the last one seen, or a cursor: only what comes after it");
  }

  Route header(String name, Schema schema, String meaning) {
    return more(o -> o.with(new Operation.Parameter("header", name, schema, meaning)));
  }

  /** That it calls {@link Request#ifMatch}. */
  Route conditional(String of) {
    return header(
            "If-Match", Schema.text(), "the ETag of " + of + ", which must be the present one")
        .refuses(Problem.PRECONDITION_FAILED);
  }

  /** The JSON that its body is; unknown fields are refused. */
  Route takes(Schema body) {
    return more(o -> o.taking(body));
  }

  Route answers(int status, Schema body) {
    return answers(status, JSON, body);
  }

  Route answers(int status, String type, Schema body) {
    return more(o -> o.with(new Operation.Reply(status, type, body)));
  }

  /** An answer without a body. */
  Route answers(int status) {
    return more(o -> o.with(new Operation.Reply(status, null, null)));
  }

  /** A problem that does not follow from method, access, path and body. */
  Route refuses(Problem problem) {
    return more(o -> o.with(problem));
  }
}
