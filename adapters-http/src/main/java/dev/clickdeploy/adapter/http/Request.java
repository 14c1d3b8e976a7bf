package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.tenant.OrganizationId;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request whose route and caller are known. */
final class Request {
  private static final int MAX_BODY = 1 << 20;

  private final HttpServerExchange exchange;
  private final Map<String, String> parameters;
  private final @Nullable OrganizationId organization;

  Request(
      HttpServerExchange exchange,
      Map<String, String> parameters,
      @Nullable OrganizationId organization) {
    this.exchange = exchange;
    this.parameters = parameters;
    this.organization = organization;
  }

  /** The organization of the caller's token; there is one on every route that asks for it. */
  OrganizationId organization() {
    return Objects.requireNonNull(organization, "the route is not for organizations");
  }

  /** An id from the path; a malformed one names nothing, so it is not found. */
  <T> T id(String what, Function<String, T> parser) {
    String text = Objects.requireNonNull(parameters.get("id"));
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(404, "not-found", "there is no " + what + " " + text);
    }
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
      throw Fields.invalid("the query parameter '%s' is '%s'".formatted(name, values.getFirst()));
    }
  }

  /** The body as JSON; an absent body is an empty object where that is allowed. */
  JsonNode json(boolean mayBeAbsent) throws IOException {
    byte[] body = body(MAX_BODY);
    if (body.length == 0 && mayBeAbsent) {
      return Json.read(new byte[] {'{', '}'});
    }
    requireJson();
    return Json.read(body);
  }

  private void requireJson() {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json") || type.matches(".*charset=(?!\"?utf-8).*")) {
      throw new ProblemException(
          415, "unsupported-media-type", "send Content-Type: application/json (UTF-8)");
    }
  }

  /**
   * The body's bytes.
   *
   * @throws ProblemException 413 when there are more than {@code most}
   */
  byte[] body(int most) throws IOException {
    if (exchange.getRequestContentLength() > most) {
      throw tooLarge(most);
    }
    exchange.startBlocking();
    InputStream in = exchange.getInputStream();
    byte[] body = in.readNBytes(most + 1);
    if (body.length > most) {
      throw tooLarge(most);
    }
    return body;
  }

  private static ProblemException tooLarge(int most) {
    return new ProblemException(
        413, "too-large", "the body is larger than %d bytes".formatted(most));
  }
}
