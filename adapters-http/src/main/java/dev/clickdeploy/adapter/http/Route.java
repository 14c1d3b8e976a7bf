package dev.clickdeploy.adapter.http;

/**
 * One method on one path template, such as {@code /v1/click-deploy/services/{id}}.
 *
 * @param bodyLimit most bytes of a body that are read; 0 where a body means nothing
 */
record Route(String method, String template, Access access, int bodyLimit, Action action) {
  static final String API = "/v1/click-deploy";
  private static final int JSON_LIMIT = 1 << 20;

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
}
