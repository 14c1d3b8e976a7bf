package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.in.Pushes.Push;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A push event's payload, as JSON or as a form's field {@code payload}; read leniently: only the
 * fields of use, whatever else it holds (GitHub docs, "Webhook events and payloads", push).
 */
record GitHubPayload(JsonNode event) {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FIELD = "payload=";

  /** The year 5138: what is later is no time, and PostgreSQL's calendar ends too. */
  private static final long LATEST = 100_000_000_000L;

  private static final List<String> KEPT =
      List.of(
          "X-GitHub-Event",
          "X-GitHub-Delivery",
          "X-GitHub-Hook-ID",
          "X-GitHub-Enterprise-Host",
          "User-Agent");

  /**
   * Reads a request's body.
   *
   * @throws ProblemException 400 when it is neither form nor JSON
   */
  static GitHubPayload read(Request request) {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return new GitHubPayload(
        Json.read(type.startsWith(FORM) ? unwrapped(request.body()) : request.body()));
  }

  private static byte[] unwrapped(byte[] body) {
    String field =
        Stream.of(new String(body, StandardCharsets.UTF_8).split("&"))
            .filter(pair -> pair.startsWith(FIELD))
            .findFirst()
            .orElseThrow(() -> malformedForm("the form field 'payload' is missing"));
    try {
      return URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformedForm("the form is not URL-encoded");
    }
  }

  /**
   * The push that the event tells of.
   *
   * @throws ProblemException 400 when a field of use is missing or malformed
   */
  Push push(Request request, Predicate<Secret> proof) {
    try {
      Pushed pushed = pushed();
      return new Push(
          pushed,
          identity(),
          DeliveryKey.of(request, "X-GitHub-Delivery"),
          "push",
          DeliveryKey.headers(request, KEPT),
          proof,
          Repositories.hosted(
              Trigger.GITHUB, pushed.repository(), event.path("repository").path("id")));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.MALFORMED_PUSH,
          "a push event needs ref, after and repository.clone_url: "
              + ProblemException.quoted(String.valueOf(e.getMessage())));
    }
  }

  private Pushed pushed() {
    GitRef ref = new GitRef(event.path("ref").asText());
    CommitSha after = Shas.orNull(event.path("after"));
    JsonNode head = event.path("head_commit");
    // an annotated tag's push names the tag object, its head the commit
    if (after != null && ref.value().startsWith("refs/tags/")) {
      after = Shas.looksRight(head.path("id")) ? Shas.orNull(head.path("id")) : after;
    }
    return new Pushed(
        Trigger.GITHUB,
        repository(),
        ref,
        Shas.looksRight(event.path("before")) ? Shas.orNull(event.path("before")) : null,
        after,
        after == null ? null : CommitFields.of(head),
        pushedAt());
  }

  /**
   * A delivery's own id would not do: two hooks that tell the same push have two. The time is a
   * number of seconds in push events.
   */
  private String identity() {
    return "%s..%s@%s"
        .formatted(
            event.path("before").asText(),
            event.path("after").asText(),
            event.path("repository").path("pushed_at").asText());
  }

  /** Seconds in push events; other events have a text, which is left alone. */
  private @Nullable Instant pushedAt() {
    JsonNode seconds = event.path("repository").path("pushed_at");
    return seconds.isInt() || (seconds.isLong() && Math.abs(seconds.longValue()) < LATEST)
        ? Instant.ofEpochSecond(seconds.longValue())
        : null;
  }

  /** Every form of the URL leads to the same services; hosts that imitate GitHub leave some out. */
  private RepositoryUrl repository() {
    return Repositories.of(event.path("repository"), "clone_url", "ssh_url", "html_url");
  }

  private static ProblemException malformedForm(String detail) {
    return new ProblemException(Problem.MALFORMED_FORM, detail);
  }
}
