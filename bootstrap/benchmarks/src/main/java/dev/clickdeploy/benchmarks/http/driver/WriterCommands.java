package dev.clickdeploy.benchmarks.http.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The verbs: open, builds, ingest, batches, copy, check, drip. */
final class WriterCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private @Nullable Builds builds;
  private @Nullable PlainJdbc plain;
  private List<Build> running = List.of();

  JsonNode answer(JsonNode command) throws Exception {
    String verb = command.required("verb").textValue();
    return switch (verb) {
      case "open" -> open(command);
      case "builds" -> begin(command);
      case "ingest" -> timed(command, lines -> builds().write(running, lines));
      case "batches" -> timed(command, lines -> plain().insert(running.size(), lines));
      case "copy" -> timed(command, lines -> plain().copy(running.size(), lines));
      case "check" -> JSON.createObjectNode().put("lines", builds().check(running));
      case "drip" -> drip(command);
      default -> throw new IllegalArgumentException("unknown verb " + verb);
    };
  }

  private Builds builds() {
    return Objects.requireNonNull(builds, "open comes first");
  }

  private PlainJdbc plain() {
    return Objects.requireNonNull(plain, "open comes first");
  }

  private JsonNode open(JsonNode command) throws Exception {
    int port = command.required("port").intValue();
    builds = new Builds(port, command);
    plain = new PlainJdbc(port);
    return JSON.createObjectNode();
  }

  /** Builds that have begun; the ones before are left to themselves. */
  private ObjectNode begin(JsonNode command) {
    running = builds().begin(command.required("count").intValue());
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode deployments = answer.putArray("deployments");
    running.forEach(build -> deployments.add(build.deployment().toString()));
    return answer;
  }

  private interface Writing {
    void write(int linesOfEach) throws Exception;
  }

  private ObjectNode timed(JsonNode command, Writing writing) throws Exception {
    int lines = command.required("lines").intValue();
    long began = System.nanoTime();
    writing.write(lines);
    return JSON.createObjectNode().put("nanos", System.nanoTime() - began);
  }

  private ObjectNode drip(JsonNode command) throws Exception {
    int lines =
        builds()
            .drip(
                running,
                command.required("linesAtOnce").intValue(),
                command.required("everyMillis").intValue(),
                command.required("seconds").intValue());
    return JSON.createObjectNode().put("lines", lines);
  }
}
