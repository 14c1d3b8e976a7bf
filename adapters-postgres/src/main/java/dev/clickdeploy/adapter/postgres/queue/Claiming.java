package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.port.out.JobQueue.Claimed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands jobs out, kind by kind. */
final class Claiming {
  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);
  private static final String WHAT = "claiming jobs";

  private final Database database;
  private final Cursors cursors;
  private final Rounds rounds;

  /** Kinds that were found to have a limit, for which the quick way is for nothing. */
  private final Set<JobKind> limited = ConcurrentHashMap.newKeySet();

  Claiming(Database database, Cursors cursors) {
    this.database = database;
    this.cursors = cursors;
    this.rounds = new Rounds(cursors);
  }

  List<Claimed> claim(Map<JobKind, Integer> slots, Duration lease) {
    List<Taken> taken = new ArrayList<>();
    try {
      slots.forEach((kind, free) -> claim(new Want(kind, free, lease, null), taken));
    } catch (RuntimeException e) {
      if (taken.isEmpty()) {
        throw e;
      }
      // what was claimed before the trouble must not be lost until its lease ends
      LOG.warn("jobs={} claimed, not more because {}", taken.size(), e.getMessage());
    }
    List<Claimed> claimed = new ArrayList<>(taken.size());
    for (Taken each : taken) {
      claimed.add(each.claimed());
    }
    return claimed;
  }

  private void claim(Want want, List<Taken> taken) {
    if (want.slots() < 1 || (limited.contains(want.kind()) && claimLimited(want, taken))) {
      return;
    }
    int before = taken.size();
    rounds.claim(want, taken, batch -> database.run(WHAT, batch::run));
    if (taken.size() == before && isLimited(want.kind())) {
      limited.add(want.kind());
      claimLimited(want, taken);
    }
  }

  private boolean isLimited(JobKind kind) {
    return database.run(WHAT, connection -> Permits.isLimited(connection, kind));
  }

  /** False when the kind has no limit any more. */
  private boolean claimLimited(Want want, List<Taken> taken) {
    Optional<List<Taken>> within;
    try {
      within = database.transaction(WHAT, connection -> claimLimited(connection, want));
    } catch (RuntimeException e) {
      // it may have come far and not have been committed
      cursors.of(want.kind()).forget();
      throw e;
    }
    within.ifPresentOrElse(taken::addAll, () -> limited.remove(want.kind()));
    return within.isPresent();
  }

  private Optional<List<Taken>> claimLimited(Connection connection, Want want) throws SQLException {
    Optional<KindLimit> limit = Permits.lock(connection, want.kind());
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    List<Taken> taken = new ArrayList<>();
    Want within = want.within(limit.get(), Permits.free(connection, want.kind(), limit.get()));
    if (within.slots() > 0) {
      rounds.claim(within, taken, batch -> batch.run(connection));
    }
    return Optional.of(taken);
  }
}
