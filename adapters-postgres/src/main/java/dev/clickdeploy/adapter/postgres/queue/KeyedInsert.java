package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.queue.JobInsert.Written;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a batch on the queue in which jobs have unique keys, within a transaction. */
final class KeyedInsert {
  private static final int TRIES = 5;

  private final Connection connection;
  private final Map<JobId, JobId> holders = new HashMap<>();
  private @Nullable Instant earliest;

  private KeyedInsert(Connection connection) {
    this.connection = connection;
  }

  /**
   * What came of it.
   *
   * @param holders the live job in the place of each that was not written
   */
  record Result(Written written, Map<JobId, JobId> holders) {}

  static Result run(Connection connection, List<NewJob> jobs) throws SQLException {
    return new KeyedInsert(connection).run(jobs);
  }

  private Result run(List<NewJob> jobs) throws SQLException {
    List<NewJob> left = jobs;
    for (int i = 0; i < TRIES; i++) {
      Written written = JobInsert.run(connection, JobInsert.LATER_KEYED, left);
      if (earliest == null) {
        earliest = written.earliest();
      }
      left = left.stream().filter(job -> !written.ids().contains(job.id())).toList();
      if (!left.isEmpty()) {
        requireFreeIds(left);
        left = withoutHolder(left);
      }
      if (left.isEmpty()) {
        return new Result(new Written(written.now(), earliest, written.ids()), holders);
      }
      // the holder has ended between the two statements: the key is free again
    }
    throw refused("a job with the same unique key ended again and again meanwhile", "try again");
  }

  /** A key that is taken as well keeps the database from seeing it. */
  private void requireFreeIds(List<NewJob> refused) throws SQLException {
    boolean taken =
        Sql.of("SELECT FROM clickdeploy.jobs WHERE id = ANY (?)")
            .uuids(refused.stream().map(job -> job.id().value()).toList())
            .any(connection);
    if (taken) {
      throw refused("a live job has the same identifier as one of those to be enqueued", null);
    }
  }

  private static PortException refused(String why, @Nullable String mend) {
    return new PortException(FailureClass.INFRASTRUCTURE, why, mend, null);
  }

  private record Key(String kind, @Nullable String value) {
    static Key of(NewJob job) {
      return new Key(job.kind().value(), job.uniqueKey());
    }
  }

  private record Holder(Key key, JobId job) {
    static Holder read(Row row) throws SQLException {
      return new Holder(
          new Key(row.text("kind"), row.text("unique_key")), new JobId(row.uuid("id")));
    }
  }

  private List<NewJob> withoutHolder(List<NewJob> refused) throws SQLException {
    Map<Key, JobId> found = new HashMap<>();
    for (Holder holder : holders(refused)) {
      found.put(holder.key(), holder.job());
    }
    List<NewJob> without = new ArrayList<>();
    for (NewJob job : refused) {
      JobId holder = found.get(Key.of(job));
      if (holder == null) {
        without.add(job);
      } else {
        holders.put(job.id(), holder);
      }
    }
    return without;
  }

  private List<Holder> holders(List<NewJob> refused) throws SQLException {
    return Sql.of(
            """
            SELECT j.kind, j.unique_key, j.id
            FROM unnest(?::text[], ?::text[]) AS k (kind, unique_key)
            JOIN clickdeploy.jobs j
              ON j.kind = k.kind AND j.unique_key = k.unique_key AND j.unique_key IS NOT NULL
            """)
        .texts(refused.stream().map(job -> job.kind().value()).toList())
        .texts(refused.stream().map(NewJob::uniqueKey).toList())
        .list(connection, Holder::read);
  }
}
