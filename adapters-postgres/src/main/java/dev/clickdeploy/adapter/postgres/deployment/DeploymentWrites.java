package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.source.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes deployments: new ones, and the next state of locked ones. What an origin says stays. */
final class DeploymentWrites {
  private DeploymentWrites() {}

  /** Absent, and nothing written, when the service has a deployment under the same key. */
  static Optional<Deployment> insert(Connection connection, Deployment queued, JobId job)
      throws SQLException {
    Sql sql =
        Sql.of(
                """
                INSERT INTO clickdeploy.deployments AS d
                  (id, organization_id, service_id, job_id, triggered_by, ref, sha,
                   deduplication_key, no_cache, created_at, commit_sha, commit_message, commit_author,
                   commit_authored_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (service_id, deduplication_key)
                  WHERE deduplication_key IS NOT NULL AND status NOT IN ('failed', 'cancelled')
                  DO NOTHING
                RETURNING %s, %s AS news_wanted
                """
                    .formatted(DeploymentRow.COLUMNS, News.WANTED))
            .uuid(queued.id().value())
            .uuid(queued.organization().value())
            .uuid(queued.service().value())
            .uuid(job.value())
            .text(Row.name(queued.origin().trigger()))
            .text(queued.origin().ref().value())
            .text(queued.origin().sha().value())
            .text(queued.origin().deduplicationKey())
            .flag(queued.origin().noCache())
            .instant(queued.createdAt());
    Optional<Inserted> inserted = commit(sql, queued.commit()).first(connection, Inserted::read);
    if (inserted.isPresent() && inserted.get().newsWanted()) {
      News.tell(connection, inserted.get().deployment());
    }
    return inserted.map(Inserted::deployment);
  }

  private record Inserted(Deployment deployment, boolean newsWanted) {
    static Inserted read(Row row) throws SQLException {
      return new Inserted(DeploymentRow.read(row), row.flag("news_wanted"));
    }
  }

  /** Writes the next state of a locked deployment; the database refuses to change an ended one. */
  static void write(Connection connection, Deployment next) throws SQLException {
    Sql sql =
        Sql.of(
                """
                UPDATE clickdeploy.deployments
                SET status = ?, phase = ?, progress_total = ?, progress_done = ?,
                    progress_cached = ?, plan_summary = ?, started_at = ?, finished_at = ?,
                    commit_sha = ?, commit_message = ?, commit_author = ?, commit_authored_at = ?,
                    image_reference = ?, image_digest = ?,
                    failure_class = ?, failure_message = ?, failure_mend = ?, failure_lines = ?,
                    failure_file = ?, failure_line = ?, failure_excerpt = ?,
                    fetching_at = ?, planning_at = ?, building_at = ?, pushing_at = ?,
                    verifying_at = ?
                WHERE id = ?
                """)
            .text(Row.name(next.status()))
            .text(next.phase() == null ? null : Row.name(next.phase()))
            .number(next.progress().total())
            .number(next.progress().done())
            .number(next.progress().cached())
            .text(next.planSummary())
            .instant(next.startedAt())
            .instant(next.finishedAt());
    commit(sql, next.commit());
    image(sql, next.image());
    failure(sql, next.failure());
    phaseTimes(sql, next.phaseTimes().begun());
    if (sql.uuid(next.id().value()).update(connection) != 1) {
      throw new IllegalStateException("deployment " + next.id() + " was not locked");
    }
    if (next.status().isTerminal()) {
      News.of(connection, next);
    }
  }

  private static Sql commit(Sql sql, @Nullable Commit commit) {
    return sql.text(commit == null ? null : commit.sha().value())
        .text(commit == null ? null : commit.message())
        .text(commit == null ? null : commit.author())
        .instant(commit == null ? null : commit.authoredAt());
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
