package dev.clickdeploy.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Parameters of queries: a misspelt one must not pass for an absent one. */
final class Queries {
  private static final int MOST_UNKNOWN = 20;

  private Queries() {}

  /**
   * Refuses parameters that a described route of the API does not know. Webhooks and health checks
   * take what others hang onto their addresses.
   *
   * @throws ProblemException 422 with their names
   */
  static void requireKnown(HttpServerExchange exchange, Route route) {
    Set<String> given = exchange.getQueryParameters().keySet();
    Operation operation = route.operation();
    if (given.isEmpty() || operation == null || !route.template().startsWith(Route.API)) {
      return;
    }
    Set<String> known =
        operation.parameters().stream()
            .filter(parameter -> parameter.in().equals("query"))
            .map(Operation.Parameter::name)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> unknown =
        given.stream()
            .filter(name -> !known.contains(name))
            .limit(MOST_UNKNOWN)
            .map(ProblemException::quoted)
            .toList();
    if (!unknown.isEmpty()) {
      throw refusal(unknown, known);
    }
  }

  private static ProblemException refusal(List<String> unknown, Set<String> known) {
    String others = known.isEmpty() ? "none is" : "known are " + String.join(", ", known);
    return ProblemException.invalid(
        "the query parameter '%s' is not known here; %s".formatted(unknown.getFirst(), others),
        unknown.stream()
            .map(name -> new Fault(Fault.Where.PARAMETER, name, "is not known here"))
            .toList());
  }
}
