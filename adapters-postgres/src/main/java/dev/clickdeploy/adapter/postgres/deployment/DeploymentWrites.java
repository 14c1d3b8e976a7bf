package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.deployment.Creating.Wanted;
import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.source.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes deployments: new ones, and the next state of locked ones. What an origin says stays. */
final class DeploymentWrites {
  private static final String INSERT =
      """
      INSERT INTO clickdeploy.deployments AS d
        (id, organization_id, service_id, job_id, triggered_by, ref, sha,
         deduplication_key, no_cache, from_deployment_id, created_at, commit_sha,
         commit_message, commit_author, commit_authored_at)
      SELECT * FROM unnest(
        ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[]::boolean[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[],
        ?::text[], ?::timestamptz[])
      ON CONFLICT (service_id, deduplication_key)
        WHERE deduplication_key IS NOT NULL AND status NOT IN ('failed', 'cancelled')
        DO NOTHING
      RETURNING %s, %s AS news_wanted
      """
          .formatted(DeploymentRow.COLUMNS, News.WANTED);

  private DeploymentWrites() {}

  /** One that was written, and whether its git host is to be told. */
  record Inserted(Deployment deployment, boolean newsWanted) {
    static Inserted read(Row row) throws SQLException {
      return new Inserted(DeploymentRow.read(row), row.flag("news_wanted"));
    }
  }

  /** Writes those whose service has no deployment under the same key, and answers them. */
  static List<Inserted> insert(Connection connection, List<Wanted> all) throws SQLException {
    Sql sql =
        Sql.of(INSERT)
            .uuids(each(all, w -> w.queued().id().value()))
            .uuids(each(all, w -> w.queued().organization().value()))
            .uuids(each(all, w -> w.queued().service().value()))
            .uuids(each(all, w -> w.job().id().value()))
            .texts(each(all, w -> Row.name(w.queued().origin().trigger())))
            .texts(each(all, w -> w.queued().origin().ref().value()))
            .texts(each(all, w -> w.queued().origin().sha().value()))
            .texts(each(all, w -> w.queued().origin().deduplicationKey()))
            .texts(each(all, w -> Boolean.toString(w.queued().origin().noCache())))
            .uuids(each(all, w -> from(w.queued().origin())))
            .instants(each(all, w -> w.queued().createdAt()));
    List<@Nullable Commit> commits = each(all, w -> w.queued().commit());
    return sql.texts(each(commits, c -> c == null ? null : c.sha().value()))
        .texts(each(commits, c -> c == null ? null : c.message()))
        .texts(each(commits, c -> c == null ? null : c.author()))
        .instants(each(commits, c -> c == null ? null : c.authoredAt()))
        .list(connection, Inserted::read);
  }

  private static @Nullable UUID from(Origin origin) {
    return origin.from() == null ? null : origin.from().value();
  }

  private static <T extends @Nullable Object, R extends @Nullable Object> List<R> each(
      List<T> all, Function<T, R> part) {
    List<R> parts = new ArrayList<>(all.size());
    for (T one : all) {
      parts.add(part.apply(one));
    }
    return parts;
  }

  /** Writes the end of locked deployments that were queued. */
  static void superseded(Connection connection, List<Deployment> all) throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    int written =
        Sql.of(
                """
                UPDATE clickdeploy.deployments d
                SET status = 'superseded',
                    finished_at = (
                      SELECT ended.at FROM unnest(?::uuid[], ?::timestamptz[]) AS ended (id, at)
                      WHERE ended.id = d.id)
                WHERE d.id = ANY (?) AND d.status = 'queued'
                """)
            .uuids(each(all, deployment -> deployment.id().value()))
            .instants(each(all, Deployment::finishedAt))
            .uuids(each(all, deployment -> deployment.id().value()))
            .update(connection);
    if (written != all.size()) {
      throw new IllegalStateException("a deployment that was superseded was not locked");
    }
  }

  /** Writes the next state of a locked deployment; the database refuses to change an ended one. */
  static void write(Connection connection, Deployment next) throws SQLException {
    if (update(next).update(connection) != 1) {
      throw new IllegalStateException("deployment " + next.id() + " was not locked");
    }
    if (next.status().isTerminal()) {
      Enqueuing.within(connection, News.of(connection, List.of(next)));
    }
  }

  private static Sql update(Deployment next) {
    Sql sql =
        Sql.of(
                """
                UPDATE clickdeploy.deployments
                SET status = ?, attempt = ?, worker = ?, phase = ?, progress_total = ?, progress_done = ?,
                    progress_cached = ?, plan_summary = ?, started_at = ?, finished_at = ?,
                    commit_sha = ?, commit_message = ?, commit_author = ?, commit_authored_at = ?,
                    tree_id = ?, plan_hash = ?, inputs = ?, reused_from_id = ?,
                    image_reference = ?, image_digest = ?,
                    failure_class = ?, failure_message = ?, failure_mend = ?, failure_lines = ?,
                    failure_file = ?, failure_line = ?, failure_excerpt = ?,
                    fetching_at = ?, planning_at = ?, building_at = ?, pushing_at = ?,
                    verifying_at = ?
                WHERE id = ?
                """)
            .text(Row.name(next.status()))
            .number(next.attempt())
            .text(next.worker())
            .text(next.phase() == null ? null : Row.name(next.phase()))
            .number(next.progress().total())
            .number(next.progress().done())
            .number(next.progress().cached())
            .text(next.planSummary())
            .instant(next.startedAt())
            .instant(next.finishedAt());
    commit(sql, next.commit());
    provenance(sql, next.provenance());
    image(sql, next.image());
    failure(sql, next.failure());
    phaseTimes(sql, next.phaseTimes().begun());
    return sql.uuid(next.id().value());
  }

  private static Sql commit(Sql sql, @Nullable Commit commit) {
    return sql.text(commit == null ? null : commit.sha().value())
        .text(commit == null ? null : commit.message())
        .text(commit == null ? null : commit.author())
        .instant(commit == null ? null : commit.authoredAt());
  }

  private static void provenance(Sql sql, @Nullable Provenance provenance) {
    sql.text(provenance == null ? null : provenance.treeId())
        .text(provenance == null ? null : provenance.plan().value())
        .text(provenance == null ? null : provenance.inputs().value());
    DeploymentId reused = provenance == null ? null : provenance.reusedFrom();
    sql.uuid(reused == null ? null : reused.value());
  }

  private static void image(Sql sql, @Nullable PushedImage image) {
    sql.text(image == null ? null : image.reference().toString())
        .text(image == null ? null : image.digest().value());
  }

  private static void failure(Sql sql, @Nullable Failure failure) {
    sql.text(failure == null ? null : Row.name(failure.type()))
        .text(failure == null ? null : failure.message())
        .text(failure == null ? null : failure.mend())
        .texts(failure == null ? null : failure.lastLines());
    SourceExcerpt excerpt = failure == null ? null : failure.excerpt();
    sql.text(excerpt == null ? null : excerpt.file())
        .number(excerpt == null ? null : (Integer) excerpt.line())
        .text(excerpt == null ? null : excerpt.text());
  }

  private static void phaseTimes(Sql sql, Map<Phase, Instant> begun) {
    for (Phase phase : Phase.values()) {
      sql.instant(begun.get(phase));
    }
  }
}
