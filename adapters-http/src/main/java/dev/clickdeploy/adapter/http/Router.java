package dev.clickdeploy.adapter.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the route of a request. GET routes answer HEAD too; OPTIONS tells what a path takes. */
final class Router {
  private final List<Resource> resources;

  Router(List<Route> routes) {
    Map<String, SortedMap<String, Route>> byTemplate = new LinkedHashMap<>();
    for (Route route : routes) {
      SortedMap<String, Route> methods =
          byTemplate.computeIfAbsent(route.template(), template -> new TreeMap<>());
      methods.put(route.method(), route);
      if (route.method().equals("GET")) {
        methods.put("HEAD", route);
      }
    }
    resources =
        byTemplate.entrySet().stream()
            .map(entry -> new Resource(segments(entry.getKey()), entry.getValue()))
            .toList();
  }

  /** A route with the values of its template's parameters. */
  record Match(Route route, Map<String, String> parameters) {}

  /**
   * The route for this method and path.
   *
   * @throws ProblemException 404 for an unknown path, 405 for a known one with another method
   */
  Match find(String method, String path) {
    List<String> segments = segments(path);
    for (Resource resource : resources) {
      Optional<Map<String, String>> parameters = resource.match(segments);
      if (parameters.isPresent()) {
        return new Match(resource.route(method, path), parameters.get());
      }
    }
    throw ProblemException.notFound(
        ProblemException.quoted(path) + "; the API is below " + Route.API);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /** A path template and the methods that it takes. */
  private record Resource(List<String> template, SortedMap<String, Route> methods) {

    Optional<Map<String, String>> match(List<String> path) {
      if (template.size() != path.size()) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String part = template.get(i);
        String given = path.get(i);
        if (part.startsWith("{") && !given.isEmpty()) {
          parameters.put(part.substring(1, part.length() - 1), given);
        } else if (!part.equals(given)) {
          return Optional.empty();
        }
      }
      return Optional.of(parameters);
    }

    Route route(String method, String path) {
      Route route = methods.get(method);
      if (route != null) {
        return route;
      }
      String allowed = String.join(", ", methods.keySet()) + ", OPTIONS";
      if (method.equals("OPTIONS")) {
        return new Route(
            method, path, Access.OPEN, 0, request -> Answer.empty(204).with("Allow", allowed));
      }
      throw new ProblemException(Problem.METHOD_NOT_ALLOWED, path + " takes " + allowed)
          .with("Allow", allowed);
    }
  }
}
