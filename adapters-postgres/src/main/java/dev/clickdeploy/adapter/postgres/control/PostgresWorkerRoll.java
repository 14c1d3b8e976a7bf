package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.port.out.WorkerRoll;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Workers in the table workers, a row for each kind that one takes. */
public final class PostgresWorkerRoll implements WorkerRoll {
  // rows of workers that died are kept for a while, so that nobody's clock matters
  private static final String PRESENT =
      """
      WITH former AS (
        DELETE FROM clickdeploy.workers
        WHERE (id = ? AND kind <> ALL (?))
          OR (id <> ? AND present_until < clock_timestamp() - interval '1 hour')
      )
      INSERT INTO clickdeploy.workers AS w (id, kind, name, slots, present_until)
      SELECT ?, k.kind, ?, k.slots, clock_timestamp() + ? * interval '1 microsecond'
      FROM unnest(?::text[], ?::bigint[]) AS k (kind, slots)
      ON CONFLICT (id, kind) DO UPDATE
      SET name = excluded.name, slots = excluded.slots, present_until = excluded.present_until
      """;

  private final Database database;

  /** The workers on this database. */
  public PostgresWorkerRoll(Database database) {
    this.database = database;
  }

  @Override
  public void present(WorkerPresence worker, Duration goodFor) {
    List<String> kinds = new ArrayList<>();
    List<Long> slots = new ArrayList<>();
    worker
        .slots()
        .forEach(
            (kind, number) -> {
              kinds.add(kind.value());
              slots.add(number.longValue());
            });
    Sql sql =
        Sql.of(PRESENT)
            .uuid(worker.id())
            .texts(kinds)
            .uuid(worker.id())
            .uuid(worker.id())
            .text(worker.name())
            .micros(goodFor)
            .texts(kinds)
            .numbers(slots);
    database.run("telling of a worker", sql::update);
  }

  @Override
  public void gone(UUID worker) {
    Sql sql = Sql.of("DELETE FROM clickdeploy.workers WHERE id = ?").uuid(worker);
    database.run("telling that a worker goes", sql::update);
  }

  @Override
  public List<WorkerPresence> living() {
    return database.run("looking for workers", PostgresWorkerRoll::living);
  }

  private record Known(UUID id, String name) {}

  private static List<WorkerPresence> living(Connection connection) throws SQLException {
    Map<Known, Map<JobKind, Integer>> slots = new LinkedHashMap<>();
    Sql.of(
            """
            SELECT id, name, kind, slots FROM clickdeploy.workers
            WHERE present_until > clock_timestamp() ORDER BY name COLLATE "C", id
            """)
        .list(
            connection,
            row ->
                slots
                    .computeIfAbsent(
                        new Known(row.uuid("id"), row.text("name")), known -> new HashMap<>())
                    .put(new JobKind(row.text("kind")), row.integer("slots")));
    List<WorkerPresence> living = new ArrayList<>();
    slots.forEach((known, each) -> living.add(new WorkerPresence(known.id(), known.name(), each)));
    return living;
  }
}
