package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Notify;
import dev.clickdeploy.adapter.postgres.sql.Hot;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statement that puts a batch on the queue. */
final class JobInsert {
  // Among ended jobs an identifier is looked for from the day before it was made; not by the clock
  // that made it alone, which may be ahead. A batch is due in its order, a microsecond apart.
  private static final String TEXT =
      """
      WITH given AS MATERIALIZED (
        SELECT ?::uuid[] AS ids
      ), ended AS MATERIALIZED (
        SELECT FROM clickdeploy.finished_jobs f
        WHERE f.id = ANY ((SELECT ids FROM given)::uuid[])
          AND f.finished_at >= least(?, statement_timestamp()) - interval '1 day'
          AND f.finished_at <= statement_timestamp() + interval '1 day'
        LIMIT 1
      ), turns AS (
        INSERT INTO clickdeploy.job_turns (kind, organization_id)
        SELECT p.kind, p.organization_id
        FROM unnest(?::text[], ?::uuid[]) AS p (kind, organization_id)
        WHERE NOT EXISTS (
          SELECT FROM clickdeploy.job_turns t
          WHERE t.kind = p.kind AND t.organization_id = p.organization_id AND t.idle_since IS NULL)
      ), written AS (
        INSERT INTO clickdeploy.jobs
          (id, kind, organization_id, subject, priority, unique_key, max_attempts, not_before,
           run_at)
        SELECT j.id, j.kind, j.organization_id, j.subject, j.priority, j.unique_key,
               j.max_attempts, j.not_before,
               coalesce(
                 j.not_before,
                 statement_timestamp() - (? - j.place) * interval '1 microsecond')
        FROM given, unnest(
            given.ids, ?::text[], ?::uuid[], ?::text[], ?::smallint[], ?::text[], ?::smallint[],
            ?::timestamptz[])
          WITH ORDINALITY AS j (id, kind, organization_id, subject, priority, unique_key,
            max_attempts, not_before, place)
        WHERE NOT EXISTS (SELECT FROM ended)
        %s
        RETURNING id, run_at
      )
      SELECT EXISTS (SELECT FROM ended) AS ended, statement_timestamp() AS now,
             (SELECT min(run_at) FROM written) AS earliest,
             ARRAY(SELECT id::text FROM written WHERE %b) AS written%s
      """;

  // Keys are taken in one order, so that two batches never wait for each other.
  private static final String SKIP_TAKEN_KEYS =
      """
      ORDER BY j.kind, j.unique_key, j.place
        ON CONFLICT (kind, unique_key) WHERE unique_key IS NOT NULL DO NOTHING\
      """;

  private static final String PLAIN = TEXT.formatted("", false, "");
  private static final String RINGING = TEXT.formatted("", false, ", " + Notify.WORK_AVAILABLE);

  /** A transaction of its own, of jobs without unique keys. */
  static final Hot ALONE = Hot.alone(PLAIN);

  /** The same, with a signal to workers. */
  static final Hot ALONE_RINGING = Hot.alone(RINGING);

  /** Of jobs without unique keys, within a transaction. */
  static final Hot LATER = Hot.later(PLAIN);

  /** Of jobs some of which have unique keys; says which were written. */
  static final Hot LATER_KEYED = Hot.later(TEXT.formatted(SKIP_TAKEN_KEYS, true, ""));

  private JobInsert() {}

  /**
   * What was written.
   *
   * @param now the queue's clock
   * @param earliest when the first of them is due, null when there is none
   * @param ids of {@link #LATER_KEYED} only
   */
  record Written(Instant now, @Nullable Instant earliest, Set<JobId> ids) {}

  /**
   * Runs one of the statements.
   *
   * @throws PortException when an identifier is that of a job that has ended
   */
  static Written run(Connection connection, Hot statement, List<NewJob> jobs) throws SQLException {
    Sql sql = Sql.of(statement).uuids(each(jobs, job -> job.id().value()));
    sql.instant(made(jobs));
    turns(sql, jobs);
    sql.number(jobs.size())
        .texts(each(jobs, job -> job.kind().value()))
        .uuids(each(jobs, job -> job.organization().value()))
        .texts(each(jobs, NewJob::subject))
        .smallNumbers(each(jobs, job -> job.priority().rank()))
        .texts(each(jobs, NewJob::uniqueKey))
        .smallNumbers(each(jobs, NewJob::maxAttempts))
        .instants(each(jobs, NewJob::notBefore));
    return sql.first(connection, JobInsert::written).orElseThrow();
  }

  private static <T extends @Nullable Object> List<T> each(
      List<NewJob> jobs, Function<NewJob, T> part) {
    List<T> parts = new ArrayList<>(jobs.size());
    for (NewJob job : jobs) {
      parts.add(part.apply(job));
    }
    return parts;
  }

  /** When the first identifier was made, by the time that is in it; long ago when none is. */
  private static Instant made(List<NewJob> jobs) {
    long millis = Long.MAX_VALUE;
    for (NewJob job : jobs) {
      UUID id = job.id().value();
      millis = Math.min(millis, id.version() == 7 ? id.getMostSignificantBits() >>> 16 : 0);
    }
    return Instant.ofEpochMilli(millis);
  }

  private record Turn(String kind, UUID organization) {}

  private static void turns(Sql sql, List<NewJob> jobs) {
    Set<Turn> turns = new LinkedHashSet<>();
    for (NewJob job : jobs) {
      turns.add(new Turn(job.kind().value(), job.organization().value()));
    }
    sql.texts(turns.stream().map(Turn::kind).toList())
        .uuids(turns.stream().map(Turn::organization).toList());
  }

  private static Written written(Row row) throws SQLException {
    if (row.flag("ended")) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE,
          "a job that has ended has the same identifier as one of those to be enqueued",
          null,
          null);
    }
    Set<JobId> ids = new LinkedHashSet<>();
    for (String id : row.texts("written")) {
      ids.add(JobId.parse(id));
    }
    return new Written(row.instant("now"), row.instantOrNull("earliest"), ids);
  }
}
