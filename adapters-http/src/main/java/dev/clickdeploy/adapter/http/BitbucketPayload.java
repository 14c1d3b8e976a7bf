package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.in.Pushes.Push;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A push event's payload from Bitbucket Cloud, read leniently: only the fields of use. */
record BitbucketPayload(JsonNode event) {
  /** More than the five branches and tags that Bitbucket tells of. */
  private static final int MOST_CHANGES = 100;

  private static final List<String> KEPT =
      List.of("X-Event-Key", "X-Hook-UUID", "X-Request-UUID", "X-Attempt-Number", "User-Agent");

  /**
   * Reads a request's body.
   *
   * @throws ProblemException 400 when it is not JSON
   */
  static BitbucketPayload read(Request request) {
    return new BitbucketPayload(Json.read(request.body()));
  }

  /**
   * The pushes that the event tells of, at least one.
   *
   * @throws ProblemException 400 when a field of use is missing or malformed
   */
  List<Push> pushes(Request request, Predicate<Secret> proof) {
    JsonNode changes = event.path("push").path("changes");
    if (changes.isEmpty() || changes.size() > MOST_CHANGES) {
      throw malformed("push.changes must have 1 to %d changes".formatted(MOST_CHANGES));
    }
    List<Push> pushes = new ArrayList<>();
    for (JsonNode change : changes) {
      try {
        pushes.add(push(request, change, pushes.size(), proof));
      } catch (IllegalArgumentException e) {
        throw malformed(ProblemException.quoted(String.valueOf(e.getMessage())));
      }
    }
    return pushes;
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(
        Problem.MALFORMED_PUSH,
        "a push event needs push.changes with new or old, and repository.links.html: " + why);
  }

  private Push push(Request request, JsonNode change, int number, Predicate<Secret> proof) {
    Pushed pushed = pushed(change);
    String delivery = DeliveryKey.of(request, "X-Request-UUID");
    String key = delivery.length() > 180 ? DeliveryKey.of(request) : delivery;
    // no time of the push is told, so that only the delivery tells it from one that says the same
    return new Push(
        pushed,
        "%s..%s@%s/%d".formatted(pushed.before(), pushed.after(), key, number),
        key + "/" + number,
        "repo:push",
        DeliveryKey.headers(request, KEPT),
        proof,
        Repositories.hosted(
            Trigger.BITBUCKET, pushed.repository(), event.path("repository").path("uuid")));
  }

  private Pushed pushed(JsonNode change) {
    JsonNode after = change.path("new");
    JsonNode before = change.path("old");
    JsonNode named = after.isObject() ? after : before;
    String prefix = named.path("type").asText().equals("tag") ? "refs/tags/" : "refs/heads/";
    CommitSha sha = after.isObject() ? sha(after) : null;
    return new Pushed(
        Trigger.BITBUCKET,
        new RepositoryUrl(event.at("/repository/links/html/href").asText()),
        new GitRef(prefix + named.path("name").asText()),
        before.isObject() ? sha(before) : null,
        sha,
        sha == null ? null : commit(sha, after.path("target")),
        null);
  }

  private static CommitSha sha(JsonNode ref) {
    return new CommitSha(ref.path("target").path("hash").asText());
  }

  /** The author comes as git has it, {@code Name <address>}. */
  private static @Nullable Commit commit(CommitSha sha, JsonNode target) {
    try {
      return new Commit(
          sha,
          target.path("message").asText(),
          target.path("author").path("raw").asText().replaceFirst("\\s*<[^>]*>$", ""),
          OffsetDateTime.parse(target.path("date").asText()).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
