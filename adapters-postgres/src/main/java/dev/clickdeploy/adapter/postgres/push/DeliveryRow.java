package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of webhook_deliveries. */
final class DeliveryRow {
  /** What tells of the push itself. */
  static final String PUSH =
      """
      w.source, w.repository_url, w.ref, w.before_sha, w.after_sha, w.commit_message,
      w.commit_author, w.commit_authored_at, w.pushed_at\
      """;

  static final String COLUMNS =
      PUSH
          + """
          , w.id, w.organization_id, w.delivery_key, w.event, w.header_names, w.header_values,
          w.replay_of, w.attempts, w.received_at\
          """;

  private DeliveryRow() {}

  /** Inserts nothing when the key is there. */
  static Sql insert(Delivery delivery) {
    Pushed push = delivery.push();
    Commit commit = push.commit();
    Map<String, String> headers = new TreeMap<>(delivery.headers());
    return Sql.of(
            """
            INSERT INTO clickdeploy.webhook_deliveries
              (id, organization_id, source, delivery_key, event, repository_url, ref, before_sha,
               after_sha, commit_message, commit_author, commit_authored_at, pushed_at,
               header_names, header_values, replay_of, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (organization_id, source, delivery_key) DO NOTHING
            """)
        .uuid(delivery.id().value())
        .uuid(delivery.organization().value())
        .text(Row.name(push.source()))
        .text(delivery.key())
        .text(delivery.event())
        .text(push.repository().value())
        .text(push.ref().value())
        .text(push.before() == null ? null : push.before().value())
        .text(push.after() == null ? null : push.after().value())
        .text(commit == null ? null : commit.message())
        .text(commit == null ? null : commit.author())
        .instant(commit == null ? null : commit.authoredAt())
        .instant(push.pushedAt())
        .texts(headers.keySet())
        .texts(headers.values())
        .uuid(delivery.replayOf() == null ? null : delivery.replayOf().value())
        .instant(delivery.receivedAt());
  }

  static Delivery read(Row row) throws SQLException {
    String replayOf = row.textOrNull("replay_of");
    return new Delivery(
        new DeliveryId(row.uuid("id")),
        new OrganizationId(row.uuid("organization_id")),
        push(row),
        row.text("delivery_key"),
        row.text("event"),
        headers(row),
        replayOf == null ? null : new DeliveryId(UUID.fromString(replayOf)),
        row.integer("attempts"),
        row.instant("received_at"),
        List.of());
  }

  static Pushed push(Row row) throws SQLException {
    CommitSha after = sha(row, "after_sha");
    return new Pushed(
        row.constant(Trigger.class, "source"),
        new RepositoryUrl(row.text("repository_url")),
        new GitRef(row.text("ref")),
        sha(row, "before_sha"),
        after,
        after == null || row.textOrNull("commit_message") == null
            ? null
            : new Commit(
                after,
                row.text("commit_message"),
                row.text("commit_author"),
                row.instant("commit_authored_at")),
        row.instantOrNull("pushed_at"));
  }

  private static @Nullable CommitSha sha(Row row, String column) throws SQLException {
    String sha = row.textOrNull(column);
    return sha == null ? null : new CommitSha(sha);
  }

  private static Map<String, String> headers(Row row) throws SQLException {
    List<String> names = row.texts("header_names");
    List<String> values = row.texts("header_values");
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      headers.put(names.get(i), values.get(i));
    }
    return headers;
  }
}
