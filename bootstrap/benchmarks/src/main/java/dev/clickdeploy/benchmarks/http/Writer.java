package dev.clickdeploy.benchmarks.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.benchmarks.harness.Driver;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.http.Tenants.Pushed;
import dev.clickdeploy.benchmarks.http.driver.WriterMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The process that writes logs, as a worker on another machine would. */
final class Writer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Driver driver;
  private final String token;

  /** Its builds are of this service. */
  Writer(Options options, Pushed service) throws IOException, InterruptedException {
    driver =
        new Driver(
            Bare.java(WriterMain.class, "", Server.HEAP_MEGABYTES),
            Path.of(options.required("work"), "writer.log"));
    token = service.tenant().token();
    call(
        Driver.verb("open")
            .put("port", Integer.parseInt(options.required("postgres-port")))
            .put("organization", service.tenant().organization())
            .put("service", service.id())
            .put("secretKey", Server.SECRET_KEY));
  }

  /** Begins so many builds, and answers their deployments. */
  List<String> begin(int count) throws IOException, InterruptedException {
    List<String> deployments = new ArrayList<>();
    call(Driver.verb("builds").put("count", count))
        .required("deployments")
        .forEach(id -> deployments.add(id.textValue()));
    return deployments;
  }

  JsonNode call(ObjectNode command) throws IOException, InterruptedException {
    return driver.call(command, PATIENCE);
  }

  /** Whoever has it may follow the builds. */
  String token() {
    return token;
  }

  @Override
  public void close() {
    driver.close();
  }
}
