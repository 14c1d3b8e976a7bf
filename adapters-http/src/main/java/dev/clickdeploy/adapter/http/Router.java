package dev.clickdeploy.adapter.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request. */
final class Router {
  private final List<Route> routes;

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** A route with the values of its template's parameters. */
  record Match(Route route, Map<String, String> parameters) {}

  /**
   * The route for this method and path.
   *
   * @throws ProblemException 404 for an unknown path, 405 for a known one with another method
   */
  Match find(String method, String path) {
    List<String> segments = List.of(path.substring(1).split("/", -1));
    List<String> allowed = new ArrayList<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = matched(route.segments(), segments);
      if (parameters.isPresent()) {
        if (route.method().equals(method)) {
          return new Match(route, parameters.get());
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      throw new ProblemException(
          404, "not-found", "there is no " + path + "; the API is below " + Route.API);
    }
    throw new ProblemException(
            405, "method-not-allowed", path + " takes " + String.join(", ", allowed))
        .with("Allow", String.join(", ", allowed));
  }

  private static Optional<Map<String, String>> matched(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String part = template.get(i);
      if (part.startsWith("{")) {
        parameters.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
