package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.in.Pushes.Push;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
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
  Push push(Predicate<Secret> proof) {
    try {
      CommitSha after = after();
      return new Push(
          Trigger.GITHUB,
          repository(),
          new GitRef(event.path("ref").asText()).value(),
          after,
          identity(),
          after == null ? null : commit(event.path("head_commit"), after),
          proof);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          400,
          "malformed-push",
          "a push event needs ref, after and repository.clone_url: "
              + ProblemException.quoted(String.valueOf(e.getMessage())));
    }
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

  /** Zeros say that the ref is gone. */
  private @Nullable CommitSha after() {
    String after = event.path("after").asText();
    return after.matches("0{40}|0{64}") ? null : new CommitSha(after);
  }

  /** Every form of the URL leads to the same services; hosts that imitate GitHub leave some out. */
  private RepositoryUrl repository() {
    JsonNode repository = event.path("repository");
    return Stream.of("clone_url", "ssh_url", "html_url")
        .map(form -> repository.path(form).asText())
        .filter(url -> !url.isEmpty())
        .findFirst()
        .map(RepositoryUrl::new)
        .orElseThrow(() -> new IllegalArgumentException("repository.clone_url is missing"));
  }

  /** What the event tells of the commit; null when it leaves that to git. */
  private static @Nullable Commit commit(JsonNode head, CommitSha after) {
    // an annotated tag's push names the tag object, its head the commit
    if (!head.path("id").asText().equals(after.value())) {
      return null;
    }
    try {
      return new Commit(
          after,
          head.path("message").asText(),
          head.path("author").path("name").asText(),
          OffsetDateTime.parse(head.path("timestamp").asText()).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ProblemException malformedForm(String detail) {
    return new ProblemException(400, "malformed-form", detail);
  }
}
