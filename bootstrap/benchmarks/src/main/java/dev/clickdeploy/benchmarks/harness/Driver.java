package dev.clickdeploy.benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A system's process: one line of JSON there, one back. */
public final class Driver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter commands;
  private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
  private final Path log;

  /** Starts the process; what it says beside answers goes to the log. */
  public Driver(List<String> command, Path log) throws IOException {
    this.log = log;
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    commands = process.outputWriter();
    Thread.ofVirtual().start(this::readAnswers);
  }

  private void readAnswers() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(line -> answers.add(Optional.of(line)));
    } catch (IOException | RuntimeException e) {
      // the process has gone; the end below says so
    }
    answers.add(Optional.empty());
  }

  /** A command, to which its arguments are put. */
  public static ObjectNode verb(String verb) {
    return JSON.createObjectNode().put("verb", verb);
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws DriverException when the process says so, ends, or does not answer in time
   */
  public JsonNode call(ObjectNode command, Duration patience) throws InterruptedException {
    String verb = command.path("verb").asText();
    long began = System.nanoTime();
    try {
      send(JSON.writeValueAsString(command));
      Optional<String> answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      note(verb, began);
      if (answer == null) {
        throw new DriverException(verb + ": no answer in " + patience.toSeconds() + " s", log);
      }
      JsonNode json =
          JSON.readTree(
              answer.orElseThrow(() -> new DriverException(verb + ": the process ended", log)));
      if (json.has("error")) {
        throw new DriverException(verb + ": " + json.get("error").asText(), log);
      }
      return json;
    } catch (IOException e) {
      throw new DriverException(verb + ": " + e.getMessage(), log);
    }
  }

  private void send(String line) throws IOException {
    commands.write(line);
    commands.newLine();
    commands.flush();
  }

  private void note(String verb, long began) throws IOException {
    String line =
        "-- %s took %d ms%n"
            .formatted(verb, Duration.ofNanos(System.nanoTime() - began).toMillis());
    Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Ends the process, by force when it does not end with its input. */
  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
