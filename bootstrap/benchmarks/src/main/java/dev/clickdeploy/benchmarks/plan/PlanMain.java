package dev.clickdeploy.benchmarks.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.railpack.AppTree;
import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.model.build.PlanResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Stream;

/** A process that plans a hundred apps for each line that it reads, and tells how long it took. */
public final class PlanMain {
  private static final int APPS = 100;

  private PlanMain() {}

  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        PlanMain.class.getName());
  }

  /** Reads commands until its input ends. */
  public static void main(String[] arguments) throws Exception {
    List<AppTree> examples = AppTree.examples();
    List<AppTree> apps = Stream.generate(() -> examples).flatMap(List::stream).limit(APPS).toList();
    Scanner commands = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
    while (commands.hasNextLine()) {
      commands.nextLine();
      System.out.println(
          new ObjectMapper().createObjectNode().put("seconds", plan(apps)).toString());
    }
  }

  private static double plan(List<AppTree> apps) {
    long began = System.nanoTime();
    Railpack planner = Railpack.planner("docker.io/library");
    for (AppTree app : apps) {
      PlanResult result = planner.plan(app.tree(), app.settings(), Map.of());
      if (!(result instanceof PlanResult.Planned)) {
        throw new IllegalStateException(app.name() + " is not planned");
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
