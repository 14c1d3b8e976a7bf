package dev.clickdeploy.adapter.postgres;

import dev.clickdeploy.adapter.postgres.control.PostgresJobControl;
import dev.clickdeploy.adapter.postgres.control.PostgresWorkerRoll;
import dev.clickdeploy.adapter.postgres.deployment.PostgresDeploymentQueue;
import dev.clickdeploy.adapter.postgres.deployment.PostgresDeploymentStore;
import dev.clickdeploy.adapter.postgres.deployment.PostgresImageRetention;
import dev.clickdeploy.adapter.postgres.deployment.PostgresLogStore;
import dev.clickdeploy.adapter.postgres.deployment.PostgresStatusLedger;
import dev.clickdeploy.adapter.postgres.migration.Migrations;
import dev.clickdeploy.adapter.postgres.push.PostgresBranchWatch;
import dev.clickdeploy.adapter.postgres.push.PostgresPushLedger;
import dev.clickdeploy.adapter.postgres.queue.Cursors;
import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.queue.PostgresJobQueue;
import dev.clickdeploy.adapter.postgres.secret.KeyCheck;
import dev.clickdeploy.adapter.postgres.secret.SecretBox;
import dev.clickdeploy.adapter.postgres.service.PostgresServiceStore;
import dev.clickdeploy.adapter.postgres.service.PostgresServiceVault;
import dev.clickdeploy.adapter.postgres.signal.Bell;
import dev.clickdeploy.adapter.postgres.signal.LogBell;
import dev.clickdeploy.adapter.postgres.signal.PostgresJobSignals;
import dev.clickdeploy.adapter.postgres.signal.PostgresLogSignals;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.adapter.postgres.sql.SqlErrors;
import dev.clickdeploy.adapter.postgres.tenant.PostgresTenantStore;
import dev.clickdeploy.adapter.postgres.tenant.PostgresTokenStore;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.BranchWatch;
import dev.clickdeploy.port.out.DeploymentQueue;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.ImageRetention;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobSignals;
import dev.clickdeploy.port.out.LogSignals;
import dev.clickdeploy.port.out.LogStore;
import dev.clickdeploy.port.out.PushLedger;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceVault;
import dev.clickdeploy.port.out.StatusLedger;
import dev.clickdeploy.port.out.Storage;
import dev.clickdeploy.port.out.TenantStore;
import dev.clickdeploy.port.out.TokenStore;
import dev.clickdeploy.port.out.WorkerRoll;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Everything that click-deploy keeps, in the schema {@code clickdeploy} of a PostgreSQL database
 * (14 or later) that it may share with others. Thread-safe; needs no close: it owns nothing but the
 * subscriptions that {@link #signals} and {@link #logSignals} give out.
 *
 * <p>Every method of every part throws {@link dev.clickdeploy.port.out.PortException} of class
 * INFRASTRUCTURE when the database cannot be reached or refuses a row.
 */
public final class Postgres implements Storage {
  private final Database database;
  private final SecretBox box;
  private final TenantStore tenants;
  private final TokenStore tokens;
  private final ServiceStore services;
  private final ServiceVault vault;
  private final DeploymentStore deployments;
  private final ImageRetention retention;
  private final LogStore logs;
  private final PushLedger pushes;
  private final StatusLedger statuses;
  private final BranchWatch branches;
  private final JobQueue jobs;
  private final JobControl jobControl;
  private final DeploymentQueue deploymentQueue;
  private final WorkerRoll workers;
  private final JobSignals signals;
  private final LogSignals logSignals;

  private Postgres(DataSource pool, DataSource single, SecretBox box) {
    this.database = new Database(pool);
    this.box = box;
    this.tenants = new PostgresTenantStore(database);
    this.tokens = new PostgresTokenStore(database);
    this.services = new PostgresServiceStore(database, box);
    this.vault = new PostgresServiceVault(database, box);
    LogBell logBell = new LogBell(database);
    this.deployments = new PostgresDeploymentStore(database, logBell);
    this.retention = new PostgresImageRetention(database);
    this.logs = new PostgresLogStore(database, logBell);
    this.logSignals = new PostgresLogSignals(single, database);
    this.statuses = new PostgresStatusLedger(database);
    this.branches = new PostgresBranchWatch(database);
    Cursors cursors = new Cursors();
    PostgresJobSignals here = new PostgresJobSignals(single, database, cursors);
    this.signals = here;
    Bell bell = new Bell(database, cursors, here::workHere);
    this.pushes = new PostgresPushLedger(database, bell, logBell);
    this.jobs = new PostgresJobQueue(database, bell, cursors);
    this.jobControl = new PostgresJobControl(database, bell, jobs);
    this.deploymentQueue = new PostgresDeploymentQueue(database);
    this.workers = new PostgresWorkerRoll(database);
  }

  /**
   * Storage on one source of connections. Each subscription to signals holds one of them for good.
   *
   * @param pool connections at PostgreSQL's default isolation level, READ COMMITTED
   * @param key Base64 of the 32 bytes under which secrets are encrypted; all processes on one
   *     database share it
   * @throws IllegalArgumentException when the key has another form
   */
  public static Postgres using(DataSource pool, Secret key) {
    return using(pool, pool, key);
  }

  /**
   * Storage on pooled connections, and single ones beside the pool for signals.
   *
   * @param pool connections at PostgreSQL's default isolation level, READ COMMITTED
   * @param single a new connection each time, to the server itself: LISTEN does not work through a
   *     transaction pooler
   * @param key Base64 of the 32 bytes under which secrets are encrypted; all processes on one
   *     database share it
   * @throws IllegalArgumentException when the key has another form
   */
  public static Postgres using(DataSource pool, DataSource single, Secret key) {
    return new Postgres(pool, single, new SecretBox(key));
  }

  /**
   * Creates the schema or brings it up to date; to be called once before anything else. Any number
   * of processes may do so at once.
   *
   * @throws dev.clickdeploy.port.out.PortException when the schema is newer than this program or
   *     was made by other migrations, when the server is unfit, or when the key is not the one that
   *     the database was first used with
   */
  public void migrate() {
    Migrations.ours().run(database.patient());
    database.transaction(
        "checking the secret key",
        connection -> {
          Migrations.lock(connection);
          KeyCheck.verify(connection, box);
          return box;
        });
  }

  /**
   * Puts jobs on the queue within the caller's own transaction on this database, so that they are
   * there exactly when what the caller wrote is. Workers are woken when it commits. The connection
   * stays as it was.
   *
   * @return for each job in order what came of it; an answer about another transaction's job holds
   *     at READ COMMITTED only
   * @throws dev.clickdeploy.port.out.PortException when an identifier is taken or the database
   *     refuses; the transaction can then only be rolled back
   */
  public static List<JobQueue.Enqueued> enqueue(Connection connection, List<NewJob> jobs) {
    try {
      return Enqueuing.within(connection, jobs);
    } catch (SQLException e) {
      throw SqlErrors.translate("enqueueing jobs", e);
    }
  }

  /** The server's name and version for people, as in {@code PostgreSQL 18.1}. */
  public String serverVersion() {
    return database.run(
        "asking for the server's version",
        connection ->
            "PostgreSQL "
                + Sql.of("SELECT split_part(current_setting('server_version'), ' ', 1) AS version")
                    .first(connection, row -> row.text("version"))
                    .orElseThrow());
  }

  /**
   * Whether the database answers; returns normally when it does.
   *
   * @throws dev.clickdeploy.port.out.PortException saying what is wrong and what to do
   */
  public void check() {
    database.run("asking whether it answers", Sql.of("SELECT 1")::any);
  }

  @Override
  public TenantStore tenants() {
    return tenants;
  }

  @Override
  public TokenStore tokens() {
    return tokens;
  }

  @Override
  public ServiceStore services() {
    return services;
  }

  @Override
  public ServiceVault vault() {
    return vault;
  }

  @Override
  public DeploymentStore deployments() {
    return deployments;
  }

  @Override
  public ImageRetention retention() {
    return retention;
  }

  @Override
  public LogStore logs() {
    return logs;
  }

  @Override
  public PushLedger pushes() {
    return pushes;
  }

  @Override
  public StatusLedger statuses() {
    return statuses;
  }

  @Override
  public BranchWatch branches() {
    return branches;
  }

  @Override
  public JobQueue jobs() {
    return jobs;
  }

  @Override
  public JobControl jobControl() {
    return jobControl;
  }

  @Override
  public DeploymentQueue deploymentQueue() {
    return deploymentQueue;
  }

  @Override
  public WorkerRoll workers() {
    return workers;
  }

  @Override
  public JobSignals signals() {
    return signals;
  }

  @Override
  public LogSignals logSignals() {
    return logSignals;
  }
}
