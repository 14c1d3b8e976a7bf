package dev.clickdeploy.adapter.http;

import java.util.List;

/** One method on one path template, such as {@code /v1/click-deploy/services/{id}}. */
record Route(String method, String template, Access access, Action action) {
  static final String API = "/v1/click-deploy";

  /** What a route does. */
  @FunctionalInterface
  interface Action {
    Answer handle(Request request) throws Exception;
  }

  List<String> segments() {
    return List.of(template.substring(1).split("/"));
  }

  static Route get(String template, Access access, Action action) {
    return new Route("GET", template, access, action);
  }

  static Route post(String template, Access access, Action action) {
    return new Route("POST", template, access, action);
  }
}
