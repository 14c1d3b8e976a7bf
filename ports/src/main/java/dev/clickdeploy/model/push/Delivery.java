package dev.clickdeploy.model.push;

import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A verified delivery of a webhook, as one organization sees it.
 *
 * @param key the host's own id of the delivery, the same whenever it is delivered again
 * @param event the host's name for it
 * @param headers those of use to whoever looks for a fault
 * @param replayOf the delivery that somebody wanted again; null for one of the host's
 * @param attempts how often it was acted on
 * @param verdicts one for each service that it concerned; none before it is recorded
 */
public record Delivery(
    DeliveryId id,
    OrganizationId organization,
    Pushed push,
    String key,
    String event,
    Map<String, String> headers,
    @Nullable DeliveryId replayOf,
    int attempts,
    Instant receivedAt,
    List<Verdict> verdicts) {
  /** Longest key and event, in characters. */
  public static final int LONGEST_KEY = 200;

  public Delivery {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(push, "push");
    Texts.required(key, "a delivery's key", LONGEST_KEY);
    Texts.required(event, "a delivery's event", LONGEST_KEY);
    Objects.requireNonNull(receivedAt, "receivedAt");
    headers = Map.copyOf(headers);
    verdicts = List.copyOf(verdicts);
  }

  /** The same with what it came to. */
  public Delivery with(int acted, List<Verdict> came) {
    return new Delivery(
        id, organization, push, key, event, headers, replayOf, acted, receivedAt, came);
  }

  /** Whether somebody asked for it, so that what was deployed before does not matter. */
  public boolean isReplay() {
    return replayOf != null;
  }

  /**
   * Whether this stored delivery is to be acted on for a service when the host delivers it again:
   * it has no verdict yet, none that is final, or its deployment came to nothing.
   *
   * @param cameToNothing of the deployment of a queued one
   */
  public boolean letsThrough(Decision again, Predicate<? super Verdict.Queued> cameToNothing) {
    Optional<Verdict> stored =
        verdicts.stream().filter(v -> v.service().equals(again.service())).findFirst();
    if (stored.isEmpty()) {
      return true;
    }
    return switch (stored.get()) {
      case Verdict.Pending pending -> true;
      case Verdict.Queued queued -> cameToNothing.test(queued);
      case Verdict.Skipped skipped -> false;
      case Verdict.Superseded superseded -> false;
    };
  }
}
