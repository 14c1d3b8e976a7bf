package dev.clickdeploy.benchmarks.http.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes logs as a worker does; one command a line, one answer a line. */
public final class WriterMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WriterMain() {}

  /** Takes no argument. */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    // a library that prints must not answer for us
    System.setOut(System.err);
    WriterCommands commands = new WriterCommands();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.println(answer(commands, JSON.readTree(line)));
      }
    }
    System.exit(0);
  }

  private static JsonNode answer(WriterCommands commands, JsonNode command) {
    try {
      return commands.answer(command);
    } catch (Exception | LinkageError e) {
      // whatever it is, the other side waits for an answer
      e.printStackTrace();
      return JSON.createObjectNode().put("error", e.toString());
    }
  }
}
