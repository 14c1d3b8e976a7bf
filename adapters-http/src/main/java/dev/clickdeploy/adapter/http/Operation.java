package dev.clickdeploy.adapter.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the documentation tells of a route; see {@link Route#describe}.
 *
 * @param id unique among all, as names of functions in generated clients
 * @param request the body's JSON; null where there is none, or where others have written it
 * @param problems those that do not follow from the route's form
 */
record Operation(
    String id,
    String summary,
    List<Parameter> parameters,
    @Nullable Schema request,
    List<Reply> answers,
    Set<Problem> problems) {
  Operation {
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
    problems = Set.copyOf(problems);
  }

  /**
   * Something beside path and body.
   *
   * @param in {@code query} or {@code header}
   */
  record Parameter(String in, String name, Schema schema, String meaning) {}

  /** An answer that is no refusal; type and schema are null where there is no body. */
  record Reply(int status, @Nullable String type, @Nullable Schema schema) {}

  static Operation of(String id, String summary) {
    return new Operation(id, summary, List.of(), null, List.of(), Set.of());
  }

  Operation with(Parameter parameter) {
    return new Operation(id, summary, joined(parameters, parameter), request, answers, problems);
  }

  Operation taking(Schema body) {
    return new Operation(id, summary, parameters, body, answers, problems);
  }

  Operation with(Reply answer) {
    return new Operation(id, summary, parameters, request, joined(answers, answer), problems);
  }

  Operation with(Problem problem) {
    Set<Problem> more = EnumSet.of(problem);
    more.addAll(problems);
    return new Operation(id, summary, parameters, request, answers, more);
  }

  private static <T> List<T> joined(List<T> list, T element) {
    List<T> more = new ArrayList<>(list);
    more.add(element);
    return more;
  }
}
