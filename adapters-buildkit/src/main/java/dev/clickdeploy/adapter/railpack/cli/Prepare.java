package dev.clickdeploy.adapter.railpack.cli;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.job.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One {@code railpack prepare} at a time, with an environment that has nothing of ours in it. */
record Prepare(RailpackCli cli, Checkout checkout, Arguments arguments) {
  /** Conventional names (Railpack, "CLI"). */
  static final String PLAN = "railpack-plan.json";

  static final String INFO = "railpack-info.json";
  private static final String OUTPUT = "output.txt";

  /** Something that may be there next time was not, such as a download. */
  private static final int TRANSIENT = 75;

  /** How it ended. */
  record Ended(int status) {
    boolean isTransient() {
      return status == TRANSIENT;
    }
  }

  /** Ends with the program, which is killed when it is asked to stop. */
  Ended run(Cancellation cancellation) {
    cancellation.throwIfCancelled();
    try {
      Process process = builder().start();
      try (Cancellation.Registration stop = cancellation.onCancel(() -> end(process))) {
        Objects.requireNonNull(stop);
        if (process.waitFor(cli.limit().toMillis(), TimeUnit.MILLISECONDS)) {
          cancellation.throwIfCancelled();
          return new Ended(process.exitValue());
        }
        throw tooLong();
      } catch (InterruptedException e) {
        throw Pause.interrupted(e);
      } finally {
        end(process);
      }
    } catch (IOException e) {
      throw new PlanningException(
          "%s cannot be run: %s".formatted(cli.program(), e.getMessage()),
          "install railpack anew where click-deploy works");
    }
  }

  private ProcessBuilder builder() throws IOException {
    List<String> command = new ArrayList<>(List.of(cli.program().toString(), "prepare"));
    command.add("--plan-out=" + file(PLAN));
    command.add("--info-out=" + file(INFO));
    command.add("--hide-pretty-plan");
    command.addAll(arguments.list());
    command.add(checkout.app().toString());
    Path home = Files.createDirectories(file("home"));
    Path tools = Files.createDirectories(cli.directory().toAbsolutePath().resolve("tools"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.place().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", tools.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("NO_COLOR", "1");
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(file(OUTPUT).toFile());
  }

  Path file(String name) {
    return checkout.place().resolve(name);
  }

  /** What it has said at last. */
  String lastWords() {
    try (var output = Files.newInputStream(checkout.place().resolve(OUTPUT))) {
      byte[] all = output.readNBytes(1_000_000);
      return new String(all, StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceAll("\\p{Cntrl}(?:\\[[0-9;]*m)?", " ").strip())
          .filter(line -> !line.isEmpty())
          .reduce("", (before, line) -> line);
    } catch (IOException e) {
      return "";
    }
  }

  /** It may have left its own programs behind. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private PlanningException tooLong() {
    return new PlanningException(
        "railpack prepare took longer than %d s".formatted(cli.limit().toSeconds()),
        "see whether the machine reaches the internet, or name another provider");
  }
}
