package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Run;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a reader must know to judge the figures. */
final class Facts {
  private Facts() {}

  static void tell(Run run, Sizes sizes, Databases databases) throws SQLException {
    run.fact("postgres", databases.settings());
    run.fact("sizes", sizes.facts());
    run.fact(
        "alike",
        "pool of %d, %d workers, %d-byte payload, pgjdbc with reWriteBatchedInserts, each in a process of its own"
            .formatted(Contestant.POOL, Contestant.WORKERS, Contestant.PAYLOAD));
    run.fact("databaseCpus", run.options().value("database-cpus").orElse("any"));
    run.fact("clientCpus", run.options().value("client-cpus").orElse("any"));
    Map<String, String> systems = new LinkedHashMap<>();
    QueueSystem.ALL.forEach(system -> systems.put(system.name(), system.version()));
    run.fact("systems", systems);
  }
}
