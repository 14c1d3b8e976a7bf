package dev.clickdeploy.benchmarks.build.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.build.BuildReport.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verbs: open, service, deploy, upload, memory. */
final class DeployCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private @Nullable EmbeddedSystem system;

  ObjectNode answer(JsonNode command) throws Exception {
    String verb = command.required("verb").textValue();
    return switch (verb) {
      case "open" -> open(command);
      case "service" -> service(command);
      case "deploy" -> deploy(command);
      case "upload" -> upload(command);
      case "memory" -> JSON.createObjectNode().put("peakKilobytes", peakKilobytes());
      default -> throw new IllegalArgumentException("unknown verb " + verb);
    };
  }

  private EmbeddedSystem system() {
    return Objects.requireNonNull(system, "open comes first");
  }

  private ObjectNode open(JsonNode command) throws Exception {
    system = EmbeddedSystem.open(command);
    return JSON.createObjectNode();
  }

  private ObjectNode service(JsonNode command) {
    String url = command.required("repository").textValue();
    return JSON.createObjectNode().put("service", system().service(url));
  }

  private ObjectNode deploy(JsonNode command) throws InterruptedException {
    List<String> services = new ArrayList<>();
    command.required("services").forEach(service -> services.add(service.textValue()));
    system().builder().forget();
    long began = System.nanoTime();
    system().deploy(services);
    return timed(began);
  }

  private ObjectNode upload(JsonNode command) {
    system().builder().forget();
    return timed(system().upload(command.required("repository").textValue()));
  }

  private ObjectNode timed(long began) {
    long nanos = System.nanoTime() - began;
    Sent sent = system().builder().sent();
    return JSON.createObjectNode()
        .put("nanos", nanos)
        .put("files", sent.files())
        .put("bytes", sent.bytes());
  }

  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
