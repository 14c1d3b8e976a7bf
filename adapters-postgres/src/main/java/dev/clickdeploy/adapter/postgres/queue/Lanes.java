package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far this process's claims of one kind have come in each organization's lanes, one lane for
 * each priority. While somebody holds an old snapshot, rows of finished jobs stay in the index; a
 * claim that begins behind the last one does not read them again. What it would miss is rare, and
 * is made up for: whoever puts a job there says so, or else a scan from the very beginning finds
 * it.
 */
final class Lanes {
  /** The cursors of so many organizations travel with a claim. */
  private static final int REMEMBERED = 256;

  private static final long CHEAP = Duration.ofMillis(5).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();

  /** A scan from the beginning takes at most a twentieth of the time. */
  private static final int RARITY = 20;

  private final LongSupplier nanos;
  private final Map<OrganizationId, Lane> lanes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrganizationId, Lane> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Set<Scan> running = new HashSet<>();
  private long lastFullEnd;

  /** The shorter one of the last two: a single long one had another cause, such as a new plan. */
  private long fullTakes;

  private long lastFullTook;

  Lanes(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastFullEnd = nanos.getAsLong();
  }

  private static final class Lane {
    final @Nullable Position[] cursors = new @Nullable Position[Priority.values().length];
    long scanned;

    Lane(long scanned) {
      this.scanned = scanned;
    }
  }

  /** A claim begins, behind the cursors or, when {@code full}, at the beginning of every lane. */
  synchronized Scan begin(boolean full) {
    long now = nanos.getAsLong();
    Map<OrganizationId, @Nullable Position[]> cursors = new LinkedHashMap<>();
    if (!full) {
      long spacing = Math.clamp(fullTakes * RARITY, SECOND, LONGEST);
      lanes.forEach(
          (organization, lane) -> {
            if (now - lane.scanned < spacing) {
              cursors.put(organization, lane.cursors.clone());
            }
          });
    }
    Scan scan = new Scan(cursors, now, cursors.isEmpty() || cursors.size() < lanes.size());
    running.add(scan);
    return scan;
  }

  /** Whether a claim that found too little behind the cursors may look from the beginning. */
  synchronized boolean mayLookAgain() {
    return fullTakes < CHEAP
        || nanos.getAsLong() - lastFullEnd > Math.min(fullTakes * RARITY, LONGEST);
  }

  /** Jobs of an organization may be there that are due from this time on. */
  synchronized void lower(OrganizationId organization, Instant runAt) {
    Position back = Position.before(runAt);
    Lane lane = lanes.get(organization);
    if (lane != null) {
      for (int i = 0; i < lane.cursors.length; i++) {
        lane.cursors[i] = lower(lane.cursors[i], back);
      }
    }
    running.forEach(scan -> scan.lowered.merge(organization, back, Lanes::lower));
  }

  private static @Nullable Position lower(@Nullable Position cursor, Position back) {
    return cursor == null || cursor.isBefore(back) ? cursor : back;
  }

  /** Nobody knows what there may be. */
  synchronized void forget() {
    lanes.clear();
    running.forEach(scan -> scan.outdated = true);
  }

  private synchronized void end(Scan scan, Collection<Taken> taken, boolean filled) {
    running.remove(scan);
    if (scan.outdated) {
      return;
    }
    Set<OrganizationId> seen = new HashSet<>();
    for (Taken each : taken) {
      seen.add(each.job().organization());
      advance(scan, each);
    }
    if (scan.full) {
      lastFullEnd = nanos.getAsLong();
      long took = lastFullEnd - scan.begun;
      fullTakes = Math.min(took, lastFullTook);
      lastFullTook = took;
      lanes.forEach(
          (organization, lane) -> {
            if (scan.isFull(organization) && (!filled || seen.contains(organization))) {
              lane.scanned = scan.begun;
            }
          });
    }
  }

  private void advance(Scan scan, Taken taken) {
    OrganizationId organization = taken.job().organization();
    Lane lane = lanes.computeIfAbsent(organization, o -> new Lane(scan.begun));
    int priority = taken.job().order().priority().rank();
    Position cursor = lane.cursors[priority];
    Position reached = scan.reached(taken);
    // another claim may have come further; but what a scan from the beginning finds may go on there
    if (cursor == null || cursor.isBefore(reached) || scan.isFull(organization)) {
      lane.cursors[priority] = reached;
    }
  }

  private synchronized void fail(Scan scan) {
    running.remove(scan);
    // what it had locked was passed over by others
    forget();
  }

  /** One claim on its way. */
  final class Scan {
    private final Map<OrganizationId, @Nullable Position[]> cursors;
    private final long begun;
    private final boolean full;
    private final Map<OrganizationId, Position> lowered = new LinkedHashMap<>();
    private boolean outdated;

    private Scan(Map<OrganizationId, @Nullable Position[]> cursors, long begun, boolean full) {
      this.cursors = cursors;
      this.begun = begun;
      this.full = full;
    }

    /** Where to begin, by organization and rank of priority; at the beginning where it is null. */
    Map<OrganizationId, @Nullable Position[]> cursors() {
      return cursors;
    }

    /** The claim has these, and all that it wanted when it is filled. */
    void end(Collection<Taken> taken, boolean filled) {
      Lanes.this.end(this, taken, filled);
    }

    /** Nobody knows what the claim has come to. */
    void fail() {
      Lanes.this.fail(this);
    }

    private boolean isFull(OrganizationId organization) {
      return !cursors.containsKey(organization);
    }

    private Position reached(Taken taken) {
      Position at = new Position(taken.job().runAt(), taken.job().id().value());
      Position back = lowered.get(taken.job().organization());
      return back != null && back.isBefore(at) ? back : at;
    }
  }
}
