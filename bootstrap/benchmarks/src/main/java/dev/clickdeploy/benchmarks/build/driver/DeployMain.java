package dev.clickdeploy.benchmarks.build.driver;

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
public final class DeployMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DeployMain() {}

  /** Takes no argument. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    // a library that prints must not answer for us
    System.setOut(System.err);
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      DeployCommands handler = new DeployCommands();
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        answers.println(answer(handler, line));
      }
    }
    System.exit(0);
  }

  private static ObjectNode answer(DeployCommands handler, String line) {
    try {
      return handler.answer(JSON.readTree(line));
    } catch (Exception | LinkageError e) {
      // whatever it is, the other side waits for an answer
      e.printStackTrace();
      return JSON.createObjectNode().put("error", e.toString());
    }
  }
}
