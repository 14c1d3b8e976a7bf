package dev.clickdeploy.core.retention;

import dev.clickdeploy.core.job.Chore;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.ImageRetention;
import dev.clickdeploy.port.out.ImageRetention.OldImage;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes images that are not kept any longer from the registry, now and then. An image that the
 * registry refuses to delete is in use again and asked for once a day; what it says is told once.
 */
public final class ImageTidying {
  private static final int MOST = 50;
  private static final int MOST_TOLD = 1_000;
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** So that no request that is slow is still under way when the lease ends. */
  private static final Duration LAST_BEGIN = Duration.ofMinutes(1);

  private static final Duration AFTER_REFUSAL = Duration.ofDays(1);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final ImageRetention retention;
  private final ImageDeletion deletion;
  private final KeptImages kept;
  private final EventSink events;
  private final InstantSource clock;
  private final Set<String> told = new HashSet<>();

  /** Deletes from this registry what is not kept of this storage's services. */
  public ImageTidying(
      Storage storage,
      ImageRegistry registry,
      KeptImages kept,
      EventSink events,
      InstantSource clock) {
    this.retention = storage.retention();
    this.deletion = new ImageDeletion(storage, registry);
    this.kept = kept;
    this.events = events;
    this.clock = clock;
  }

  /** It, done now and then. */
  public Chore chore() {
    return new Chore("images", this::round);
  }

  /** Deletes what is not kept; answers when to come back. */
  Duration round(Cancellation stop) {
    long end = System.nanoTime() + LAST_BEGIN.toNanos();
    List<OldImage> old = retention.take(kept, clock.instant(), LEASE, MOST);
    for (OldImage image : old) {
      stop.throwIfCancelled();
      if (System.nanoTime() - end > 0 || !tidied(image, stop)) {
        // the rest comes again after the lease
        return LONGEST_WAIT;
      }
    }
    return old.size() == MOST ? SHORTEST_WAIT : usualWait();
  }

  private Duration usualWait() {
    Duration wished = kept.atLeast().dividedBy(100);
    Duration least = wished.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wished;
    return least.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : least;
  }

  /** False when it is better to come back later. */
  private boolean tidied(OldImage image, Cancellation stop) {
    try {
      deletion.run(image, stop);
      retention.deleted(image);
      events.on(new Event.ImageDeleted(image.service(), image.digest()));
      return true;
    } catch (PortException e) {
      stop.throwIfCancelled();
      if (e.isRetryable()) {
        events.on(new Event.Trouble("images that are not kept are deleted later", e));
        return false;
      }
      retention.putBack(image, AFTER_REFUSAL);
      tell(image, e.failure());
      return true;
    }
  }

  private void tell(OldImage image, Failure failure) {
    if (told.size() == MOST_TOLD) {
      told.clear();
    }
    if (told.add(failure.message())) {
      String why = failure.hint().map(h -> failure.message() + "; " + h).orElse(failure.message());
      events.on(new Event.ImageNotDeleted(image.service(), image.digest(), why));
    }
  }
}
