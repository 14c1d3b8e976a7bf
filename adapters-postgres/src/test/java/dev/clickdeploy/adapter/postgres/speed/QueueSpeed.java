package dev.clickdeploy.adapter.postgres.speed;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Enqueues 100,000 jobs in batches of 1,000 and drains them by two threads that claim and complete
 * in batches: {@code QueueSpeed JDBC-URL [fresh|snapshot|backlog|history] [rounds]}. The database
 * must be one that may be emptied.
 */
public final class QueueSpeed {
  private static final JobKind KIND = new JobKind("speed");
  private static final OrganizationId ORGANIZATION = OrganizationId.next(InstantSource.system());
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final String PAYLOAD = "x".repeat(200);
  private static final int JOBS = 100_000;
  private static final int THREADS = 2;
  private static final int MILLION = 1_000_000;

  private final HikariDataSource pool;
  private final JobQueue queue;
  private final Postgres postgres;
  private final String situation;

  private QueueSpeed(HikariDataSource pool, String situation) {
    this.pool = pool;
    Secret key = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    this.postgres = Postgres.using(pool, key);
    this.queue = postgres.jobs();
    this.situation = situation;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(arguments[0]);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(10);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      QueueSpeed speed = new QueueSpeed(pool, arguments.length > 1 ? arguments[1] : "fresh");
      speed.run(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3);
    }
  }

  private void run(int rounds) throws Exception {
    postgres.migrate();
    execute("TRUNCATE clickdeploy.jobs, clickdeploy.job_turns, clickdeploy.finished_jobs");
    postgres.jobControl().tidy(Duration.ofDays(7));
    for (int batch : new int[] {200, 500}) {
      enqueue(20_000);
      drain(20_000, batch);
    }
    for (int round = 0; round < rounds; round++) {
      for (int batch : new int[] {200, 500}) {
        prepare();
        report("enqueue", () -> enqueue(JOBS));
        drained(batch);
      }
    }
  }

  private void prepare() throws Exception {
    execute("TRUNCATE clickdeploy.jobs, clickdeploy.finished_jobs");
    if (situation.equals("backlog")) {
      enqueue(MILLION);
    }
    if (situation.equals("history")) {
      enqueue(MILLION);
      drain(MILLION, 500);
    }
    execute("VACUUM ANALYZE clickdeploy.jobs");
    execute("VACUUM ANALYZE clickdeploy.finished_jobs");
    execute("CHECKPOINT");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void enqueue(int jobs) {
    for (int i = 0; i < jobs; i += 1_000) {
      List<NewJob> batch = new ArrayList<>(1_000);
      for (int j = 0; j < 1_000; j++) {
        batch.add(NewJob.of(JobId.next(InstantSource.system()), KIND, ORGANIZATION, PAYLOAD, 3));
      }
      queue.enqueue(batch);
    }
  }

  private void drained(int batch) throws Exception {
    if (situation.equals("snapshot")) {
      try (Connection holder = pool.getConnection();
          Statement statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        statement.execute("SELECT count(*) FROM clickdeploy.job_limits");
        report("drain by " + batch, () -> drain(JOBS, batch));
        holder.rollback();
        holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    } else {
      report("drain by " + batch, () -> drain(JOBS, batch));
    }
  }

  private void drain(int jobs, int batch) throws Exception {
    AtomicInteger left = new AtomicInteger(jobs);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> work(left, batch)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private void work(AtomicInteger left, int batch) {
    while (left.get() > 0) {
      List<Claim> claims = new ArrayList<>(batch);
      for (JobQueue.Claimed claimed : queue.claim(Map.of(KIND, batch), LEASE)) {
        claims.add(new Claim(claimed.job().id(), claimed.job().fence()));
      }
      left.addAndGet(-queue.complete(claims).size());
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  /** By the clock, and by the time that the server's processes had a processor. */
  private void report(String what, Work work) throws Exception {
    long begun = System.nanoTime();
    long busy = serverMillis();
    work.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    double busySeconds = (serverMillis() - busy) / 1e3;
    System.out.printf(
        "%s %s: %,.0f jobs/s, %,.0f for each second of the server's processor%n",
        situation, what, JOBS / seconds, JOBS / busySeconds);
  }

  /** On Linux, of a server on this machine. */
  private long serverMillis() throws Exception {
    long ticks = 0;
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet pids =
            statement.executeQuery(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()")) {
      while (pids.next()) {
        String stat = Files.readString(Path.of("/proc/" + pids.getInt(1) + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      }
    }
    return ticks * 10;
  }
}
