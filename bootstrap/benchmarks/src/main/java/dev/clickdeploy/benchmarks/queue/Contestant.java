package dev.clickdeploy.benchmarks.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.benchmarks.harness.Driver;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A system with its process, which is started when it is first needed and warmed once. */
final class Contestant implements AutoCloseable {
  static final int POOL = 10;
  static final int WORKERS = 50;
  static final int PAYLOAD = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The slowest peer may take its time to make a backlog of a million. */
  private static final Duration ENQUEUE_PATIENCE = Duration.ofMinutes(30);

  private final QueueSystem system;
  private final DriverCommands commands;
  private final Databases databases;
  private @Nullable Driver driver;

  Contestant(QueueSystem system, DriverCommands commands, Databases databases) {
    this.system = system;
    this.commands = commands;
    this.databases = databases;
  }

  QueueSystem system() {
    return system;
  }

  /** Whether its process runs; a new one must be warmed. */
  boolean isRunning() {
    return driver != null;
  }

  /** A database's name, ours among the databases of all systems. */
  String database(String purpose) {
    return system.name().replace('-', '_') + "_" + purpose;
  }

  void open(String database) throws InterruptedException, IOException {
    ObjectNode command =
        Driver.verb("open")
            .put("port", databases.port())
            .put("database", database)
            .put("pool", POOL)
            .put("workers", WORKERS)
            .put("payload", PAYLOAD);
    call(command, PATIENCE);
  }

  void enqueue(int jobs) throws InterruptedException, IOException {
    call(Driver.verb("enqueue").put("jobs", jobs), ENQUEUE_PATIENCE);
  }

  /** Starts workers and lets them handle so many jobs, at most so many seconds; they run on. */
  Drained drain(int jobs, int seconds) throws InterruptedException, IOException {
    ObjectNode command = Driver.verb("drain").put("jobs", jobs).put("seconds", seconds);
    return Drained.of(call(command, PATIENCE.plusSeconds(seconds)));
  }

  JsonNode latency(int jobs, int perSecond) throws InterruptedException, IOException {
    ObjectNode command =
        Driver.verb("latency").put("jobs", jobs).put("perSecond", perSecond).put("patience", 30);
    return call(command, PATIENCE.plusSeconds(30 + jobs / perSecond)).required("micros");
  }

  /** Stops the workers; afterwards what was handled is committed. */
  int stop() throws InterruptedException, IOException {
    return call(Driver.verb("stop"), PATIENCE).required("handled").intValue();
  }

  void closeQueue() throws InterruptedException, IOException {
    call(Driver.verb("close"), PATIENCE);
  }

  private JsonNode call(ObjectNode command, Duration patience)
      throws InterruptedException, IOException {
    if (driver == null) {
      driver = new Driver(commands.of(system), commands.log(system));
    }
    return driver.call(command, patience);
  }

  /** Ends the process; the next call starts a new one. */
  @Override
  public void close() {
    if (driver != null) {
      driver.close();
      driver = null;
    }
  }
}
