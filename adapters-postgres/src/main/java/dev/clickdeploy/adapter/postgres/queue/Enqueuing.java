package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Back;
import dev.clickdeploy.adapter.postgres.signal.Bell;
import dev.clickdeploy.adapter.postgres.signal.Notify;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue.Enqueued;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts jobs on the queue. */
public final class Enqueuing {
  private static final String WHAT = "enqueueing jobs";

  private final Database database;
  private final Bell bell;
  private final Cursors cursors;

  Enqueuing(Database database, Bell bell, Cursors cursors) {
    this.database = database;
    this.bell = bell;
    this.cursors = cursors;
  }

  List<Enqueued> enqueue(List<NewJob> jobs) {
    if (jobs.isEmpty()) {
      return List.of();
    }
    boolean ringing = bell.mayRing();
    KeyedInsert.Result result = hasKeys(jobs) ? keyed(jobs, ringing) : plain(jobs, ringing);
    Instant earliest = result.written().earliest();
    if (earliest != null) {
      organizations(jobs).forEach(organization -> cursors.to(organization, earliest));
      bell.back(late(jobs, result.written().now()));
      if (ringing) {
        bell.rung();
      } else {
        bell.ring();
      }
    }
    return answers(jobs, result.holders());
  }

  private KeyedInsert.Result plain(List<NewJob> jobs, boolean ringing) {
    Hot statement = ringing ? JobInsert.ALONE_RINGING : JobInsert.ALONE;
    return new KeyedInsert.Result(
        database.run(WHAT, connection -> JobInsert.run(connection, statement, jobs)), Map.of());
  }

  private KeyedInsert.Result keyed(List<NewJob> jobs, boolean ringing) {
    return database.transaction(
        WHAT,
        connection -> {
          Hot.settle(connection);
          KeyedInsert.Result result = KeyedInsert.run(connection, jobs);
          if (ringing) {
            Notify.workAvailable(connection);
          }
          return result;
        });
  }

  /** Within somebody's transaction; workers are woken when it commits. */
  public static List<Enqueued> within(Connection connection, List<NewJob> jobs)
      throws SQLException {
    return jobs.isEmpty() ? List.of() : Hot.within(connection, settled -> joined(settled, jobs));
  }

  /**
   * Jobs without unique keys, within a transaction that began with a {@link Hot#first}. Once it has
   * committed, workers are to be woken by {@link Bell#back}: no one has been signalled.
   *
   * @return from where claims have to begin again, for each organization
   */
  public static List<Back> quietly(Connection connection, List<NewJob> jobs) throws SQLException {
    Instant earliest = JobInsert.run(connection, JobInsert.LATER, jobs).earliest();
    return earliest == null ? List.of() : backs(jobs, earliest);
  }

  private static List<Back> backs(List<NewJob> jobs, Instant earliest) {
    return organizations(jobs).stream().map(each -> new Back(each, earliest)).toList();
  }

  private static List<Enqueued> joined(Connection connection, List<NewJob> jobs)
      throws SQLException {
    KeyedInsert.Result result =
        hasKeys(jobs)
            ? KeyedInsert.run(connection, jobs)
            : new KeyedInsert.Result(JobInsert.run(connection, JobInsert.LATER, jobs), Map.of());
    Instant earliest = result.written().earliest();
    if (earliest != null) {
      // nobody knows how far claims have come by then
      Notify.back(connection, backs(jobs, earliest));
    }
    return answers(jobs, result.holders());
  }

  private static boolean hasKeys(List<NewJob> jobs) {
    for (NewJob job : jobs) {
      if (job.uniqueKey() != null) {
        return true;
      }
    }
    return false;
  }

  private static Set<OrganizationId> organizations(List<NewJob> jobs) {
    Set<OrganizationId> organizations = new LinkedHashSet<>();
    for (NewJob job : jobs) {
      organizations.add(job.organization());
    }
    return organizations;
  }

  /** Those that are due at a time that has passed. */
  private static List<Back> late(List<NewJob> jobs, Instant now) {
    Map<OrganizationId, Instant> late = new HashMap<>();
    for (NewJob job : jobs) {
      if (job.notBefore() != null && !job.notBefore().isAfter(now)) {
        late.merge(job.organization(), job.notBefore(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    List<Back> backs = new ArrayList<>();
    late.forEach((organization, runAt) -> backs.add(new Back(organization, runAt)));
    return backs;
  }

  private static List<Enqueued> answers(List<NewJob> jobs, Map<JobId, JobId> holders) {
    List<Enqueued> answers = new ArrayList<>(jobs.size());
    for (NewJob job : jobs) {
      JobId holder = holders.get(job.id());
      answers.add(holder == null ? new Enqueued.Accepted(job.id()) : new Enqueued.Existing(holder));
    }
    return answers;
  }
}
