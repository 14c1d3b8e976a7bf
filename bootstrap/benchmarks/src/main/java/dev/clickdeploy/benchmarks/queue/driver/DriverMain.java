package dev.clickdeploy.benchmarks.queue.driver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers each command on standard input with one line on standard output, and ends with the input.
 */
public final class DriverMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DriverMain() {}

  /** The argument is the system's name. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    // a library that prints must not answer for us
    System.setOut(System.err);
    QueueFactory factory = QueueFactory.of(arguments[0]);
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      Commands handler = new Commands(factory);
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        answers.println(answer(handler, line));
      }
    }
    System.exit(0);
  }

  private static ObjectNode answer(Commands handler, String line) {
    try {
      return handler.answer(JSON.readTree(line));
    } catch (Exception | LinkageError | AssertionError e) {
      // whatever it is, the other side waits for an answer
      e.printStackTrace();
      return JSON.createObjectNode().put("error", e.toString());
    }
  }
}
