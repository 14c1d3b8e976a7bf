package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.tenant.Caller;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request whose route and caller are known and whose body has arrived. */
final class Request {
  private static final Pattern JSON =
      Pattern.compile("application/json\\s*(;\\s*charset=(utf-8|\"utf-8\")\\s*)?");

  private final HttpServerExchange exchange;
  private final Map<String, String> parameters;
  private final @Nullable Caller caller;
  private final byte[] body;

  Request(
      HttpServerExchange exchange,
      Map<String, String> parameters,
      @Nullable Caller caller,
      byte[] body) {
    this.exchange = exchange;
    this.parameters = parameters;
    this.caller = caller;
    this.body = body;
  }

  /** The organization of the caller's token; there is one on every route that asks for it. */
  OrganizationId organization() {
    return scope().organization();
  }

  /** For whom it speaks; there is somebody on every route that asks for a role. */
  Caller caller() {
    return Objects.requireNonNull(caller, "the route is not for organizations");
  }

  /** What the caller's token reaches; there is one on every route that asks for a role. */
  Scope scope() {
    return caller().scope();
  }

  /** The id from the path; a malformed one names nothing, so it is not found. */
  <T> T id(String what, Function<String, T> parser) {
    return id("id", what, parser);
  }

  /** An id from the path of a route that has several. */
  <T> T id(String parameter, String what, Function<String, T> parser) {
    String text = Objects.requireNonNull(parameters.get(parameter), "the route has no such id");
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound(what + " " + ProblemException.quoted(text));
    }
  }

  /**
   * Goes on unless the client wants another state changed than the present one (If-Match): for
   * routes that replace, change or remove what a GET shows.
   *
   * @param present what GET would answer now; asked for only when it matters
   * @throws ProblemException 412 when it is another one
   */
  void ifMatch(Supplier<? extends JsonNode> present) {
    header("If-Match")
        .filter(tags -> !EntityTag.of(Json.write(present.get())).matches(tags))
        .ifPresent(
            tags -> {
              throw new ProblemException(
                  Problem.PRECONDITION_FAILED, "it has changed since; read it again");
            });
  }

  /** The path as it was asked for. */
  String path() {
    return exchange.getRequestURI();
  }

  /** Whether it asks for what is there, or for its head. */
  boolean isGet() {
    return isHead() || exchange.getRequestMethod().equals(Methods.GET);
  }

  /** Whether only the head of an answer is wanted. */
  boolean isHead() {
    return exchange.getRequestMethod().equals(Methods.HEAD);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** A parameter of the query, parsed; 422 with its name when it is not acceptable. */
  <T> Optional<T> query(String name, Function<String, T> parser) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    if (values == null || values.isEmpty() || values.getFirst().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(values.getFirst()));
    } catch (IllegalArgumentException e) {
      String how = "is not accepted: " + e.getMessage();
      throw ProblemException.invalid(
          "the query parameter '%s' %s".formatted(name, how),
          List.of(new Fault(Fault.Where.PARAMETER, name, how)));
    }
  }

  /** The parameters of the query but these, encoded, each after an ampersand. */
  String queryWithout(Set<String> names) {
    StringBuilder others = new StringBuilder();
    exchange.getQueryParameters().entrySet().stream()
        .filter(each -> !names.contains(each.getKey()))
        .forEach(
            each ->
                others
                    .append('&')
                    .append(URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(each.getValue().getFirst(), StandardCharsets.UTF_8)));
    return others.toString();
  }

  /** A whole number of the query within these bounds. */
  OptionalLong number(String name, long least, long most) {
    return query(name, text -> parsed(text, least, most)).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private static long parsed(String text, long least, long most) {
    // more digits than any bound here, and never an overflow
    long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "'%s' is not a number from %d to %d"
              .formatted(ProblemException.quoted(text), least, most));
    }
    return number;
  }

  /** The body's bytes as they came. */
  byte[] body() {
    return body;
  }

  /** The body as JSON. */
  JsonNode json() {
    if (!JSON.matcher(header("Content-Type").orElse("").toLowerCase(Locale.ROOT)).matches()) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: application/json (UTF-8)");
    }
    return Json.read(body);
  }

  /** The body as a JSON merge patch (RFC 7396), by its own media type or as JSON. */
  JsonNode mergePatch() {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT).strip();
    return type.equals("application/merge-patch+json") ? Json.read(body) : json();
  }

  /** The body as JSON; an absent one is an empty object. */
  JsonNode jsonIfAny() {
    return body.length == 0 ? Json.object() : json();
  }
}
