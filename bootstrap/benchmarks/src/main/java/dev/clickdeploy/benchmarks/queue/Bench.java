package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the cases measure with: the databases and their templates, the sizes, the figures. */
record Bench(Databases databases, Sizes sizes, Measurements measurements, Set<String> templates) {
  Bench(Databases databases, Sizes sizes, Measurements measurements) {
    this(databases, sizes, measurements, ConcurrentHashMap.newKeySet());
  }

  void add(QueueCase situation, Contestant contestant, Metric metric, double figure) {
    measurements.add(situation.name(), contestant.system().name(), metric, figure);
  }

  /** A database with the system's schema only. */
  String fresh(Contestant contestant) throws Exception {
    return template(contestant, "fresh", database -> {});
  }

  /**
   * A database to copy from, made once: the system's schema, and what {@code fill} does to its open
   * queue.
   */
  String template(Contestant contestant, String purpose, Work fill) throws Exception {
    String name = contestant.database(purpose);
    if (!templates.contains(name)) {
      databases.create(name);
      contestant.open(name);
      fill.on(name);
      contestant.closeQueue();
      databases.settle(name);
      templates.add(name);
    }
    return name;
  }

  /** Does the work with the system's queue open on a copy of the template, which then goes. */
  void onCopyOf(String template, Contestant contestant, Work work) throws Exception {
    String database = contestant.database("run");
    databases.copy(template, database);
    contestant.open(database);
    work.on(database);
    contestant.closeQueue();
    databases.drop(database);
  }

  /** Enqueues and drains everything, unmeasured. */
  void pass(Contestant contestant, String database, int jobs)
      throws SQLException, InterruptedException, IOException {
    contestant.enqueue(jobs);
    contestant.drain(jobs, Math.max(30, jobs / 100));
    awaitCommitted(contestant, database);
    contestant.stop();
  }

  /** Waits until no job is unfinished, by the database's account. */
  void awaitCommitted(Contestant contestant, String database)
      throws SQLException, InterruptedException {
    long patience = System.nanoTime() + 60_000_000_000L;
    try (var connection = databases.connect(database)) {
      while (!Databases.isEmpty(connection, contestant.system().live())) {
        if (System.nanoTime() > patience) {
          throw new IllegalStateException("handled jobs are still unfinished after 60 s");
        }
        Thread.sleep(1);
      }
    }
  }

  /** Works on a database. */
  interface Work {
    void on(String database) throws Exception;
  }
}
