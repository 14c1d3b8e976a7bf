package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.http.Questions.Deployed;
import dev.clickdeploy.benchmarks.http.Tenants.Tenant;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The database, looked at past the server. */
final class Ledger implements AutoCloseable {
  /** Every push has its verdict, its deployment, and, while that waits, its job. */
  private static final String WHOLE =
      """
      SELECT w.delivery_key FROM clickdeploy.webhook_deliveries w
      JOIN clickdeploy.webhook_verdicts v ON v.delivery_id = w.id
      JOIN clickdeploy.deployments d ON d.id = v.deployment_id AND d.sha = w.after_sha
      WHERE w.delivery_key LIKE ? AND (
        d.status = 'superseded' AND v.verdict = 'superseded'
        OR d.status = 'queued' AND v.verdict = 'queued'
          AND EXISTS (SELECT FROM clickdeploy.jobs j WHERE j.id = d.job_id))
      """;

  private static final String SETTINGS =
      """
      SELECT name, current_setting(name) FROM pg_settings WHERE name IN (
        'server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum',
        'wal_level', 'shared_buffers', 'max_wal_size', 'checkpoint_timeout') ORDER BY name
      """;

  private final Connection connection;

  Ledger(String port) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
  }

  /**
   * Looks for every accepted push.
   *
   * @throws IllegalStateException when one is missing, or only a part of it is there
   */
  void requireAll(Pushes pushes) throws SQLException {
    BitSet missing = (BitSet) pushes.accepted().clone();
    int accepted = missing.cardinality();
    try (PreparedStatement select = connection.prepareStatement(WHOLE)) {
      select.setString(1, pushes.key() + "%");
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          missing.clear(Integer.parseInt(rows.getString(1).substring(pushes.key().length())));
        }
      }
    }
    if (!missing.isEmpty() || accepted == 0) {
      throw new IllegalStateException(
          "%d of %d accepted pushes are not in the database, the first is %d"
              .formatted(missing.cardinality(), accepted, missing.nextSetBit(0)));
    }
  }

  /** Ends three of four waiting deployments: two with an image, one with a failure. */
  void endMost() throws SQLException {
    execute(
        """
        WITH numbered AS (
          SELECT id, job_id, row_number() OVER (ORDER BY id) AS number
          FROM clickdeploy.deployments WHERE status = 'queued'
        ), gone AS (
          DELETE FROM clickdeploy.jobs j USING numbered n
          WHERE j.id = n.job_id AND n.number % 4 <> 0
        )
        UPDATE clickdeploy.deployments d
        SET status = CASE WHEN number % 4 = 1 THEN 'failed' ELSE 'succeeded' END,
            phase = CASE WHEN number % 4 = 1 THEN 'building' ELSE 'verifying' END,
            progress_total = 12, progress_done = 12, progress_cached = 5,
            plan_summary = 'Node.js 24, npm, generated Dockerfile',
            image_reference = CASE WHEN number % 4 = 1 THEN NULL
              ELSE 'registry.example/acme-shop/web:0123456' END,
            image_digest = CASE WHEN number % 4 = 1 THEN NULL
              ELSE 'sha256:' || repeat('0123456789abcdef', 4) END,
            failure_class = CASE WHEN number % 4 = 1 THEN 'build_step' END,
            failure_message = CASE WHEN number % 4 = 1 THEN 'npm ci ended with status 1' END,
            failure_lines = CASE WHEN number % 4 = 1
              THEN ARRAY['npm error code EUSAGE', 'npm error The lock file is out of date'] END,
            fetching_at = created_at, planning_at = created_at, building_at = created_at,
            started_at = created_at, finished_at = created_at
        FROM numbered WHERE d.id = numbered.id AND number % 4 <> 0
        """);
  }

  List<Deployed> deployments(List<Tenant> tenants) throws SQLException {
    Map<String, String> tokens = new LinkedHashMap<>();
    tenants.forEach(tenant -> tokens.put(tenant.organization(), tenant.token()));
    List<Deployed> deployments = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, organization_id FROM clickdeploy.deployments ORDER BY id")) {
      while (rows.next()) {
        String token = tokens.get(rows.getString(2));
        if (token != null) {
          deployments.add(new Deployed(rows.getString(1), token));
        }
      }
    }
    return deployments;
  }

  /** The same start for everyone: statistics, visibility, and no checkpoint due. */
  void settle() throws SQLException {
    execute("VACUUM ANALYZE");
    execute("CHECKPOINT");
  }

  Map<String, Object> settings() throws SQLException {
    Map<String, Object> settings = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SETTINGS)) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    return settings;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
