package dev.clickdeploy.adapter.http;

import java.util.Locale;

/**
 * Every kind of refusal (RFC 9457). A type's URI and status never change, so that clients may act
 * on them; the detail of an answer is for people.
 */
enum Problem {
  MALFORMED_JSON(400, "the body is not JSON"),
  MALFORMED_FORM(400, "the webhook's form is broken"),
  MALFORMED_PUSH(400, "the webhook's payload is not a push"),
  NOT_A_WEBHOOK(400, "a webhook's header is missing"),
  UNAUTHENTICATED(401, "a valid token is missing"),
  UNPROVEN_WEBHOOK(401, "no service's secret proves the webhook"),
  FORBIDDEN(403, "the token does not reach that far"),
  NOT_FOUND(404, "there is no such thing, or not for this token"),
  METHOD_NOT_ALLOWED(405, "the path takes other methods, which Allow names"),
  CONFLICT(409, "the present state does not allow it"),
  PRECONDITION_FAILED(412, "it has changed since; If-Match names another state"),
  TOO_LARGE(413, "the body is longer than the route takes"),
  UNSUPPORTED_MEDIA_TYPE(415, "the body has to be JSON in UTF-8"),
  INVALID(422, "a value is not accepted; errors names each"),
  RATE_LIMITED(429, "too many requests; Retry-After says when to come again"),
  INTERNAL(500, "a fault of the server; its log has it under the request's id"),
  UNAVAILABLE(503, "something that it needs does not answer; try again");

  private static final String URN = "urn:click-deploy:problem:";

  private final int status;
  private final String meaning;

  Problem(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  int status() {
    return status;
  }

  /** What it means, for the documentation. */
  String meaning() {
    return meaning;
  }

  /** The URI. */
  String type() {
    return URN + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The same words whatever the occasion. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
