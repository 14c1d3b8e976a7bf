package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.java.JavaBuild.Framework;
import dev.clickdeploy.adapter.railpack.java.JavaBuild.Result;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides how Maven builds an app. */
final class Maven {
  static final List<String> POLYGLOT =
      List.of("pom.atom", "pom.clj", "pom.groovy", "pom.rb", "pom.scala", "pom.yaml", "pom.yml");

  private static final String SCRIPT = "mvnw";
  private static final String PROPERTIES = ".mvn/wrapper/maven-wrapper.properties";
  private static final String MODULE_PATH = "[A-Za-z0-9_][A-Za-z0-9_./-]*";

  private final App app;
  private final Pom root;
  private final Map<String, Pom> modules = new HashMap<>();

  private Maven(App app) {
    this.app = app;
    this.root = Pom.read(app.files(), Pom.FILE).orElse(new Pom(Map.of()));
  }

  static JavaBuild of(App app) {
    return new Maven(app).build();
  }

  private JavaBuild build() {
    Wrapper wrapper = Wrapper.find(app, SCRIPT, PROPERTIES);
    ToolVersion tool = app.tool("maven", wrapper.version().stream().toList());
    String module = module();
    Pom pom = modules.getOrDefault(module, root);
    String target = module.isEmpty() ? "target" : module + "/target";
    Framework framework = framework(pom);
    List<Wish> wishes = new ArrayList<>(JavaWishes.of(pom, path(module)));
    wishes.addAll(JavaWishes.of(root, Pom.FILE));
    return new JavaBuild(
        tool,
        wrapper.isUsable(),
        wrapper.isUsable() ? "" : tool.version() + "-eclipse-temurin-{java}",
        wrapper.command("mvn") + options(module),
        "/root/.m2",
        framework == Framework.QUARKUS
            ? new Result.Quarkus(target + "/quarkus-app")
            : new Result.Jar(target),
        framework,
        wishes,
        Optional.empty());
  }

  private static String path(String module) {
    return module.isEmpty() ? Pom.FILE : module + "/" + Pom.FILE;
  }

  private String options(String module) {
    return " -B -ntp -DskipTests"
        + (root.hasProfile("production") ? " -Pproduction" : "")
        + (module.isEmpty() ? "" : " -pl " + module + " -am")
        + " package";
  }

  /** The module to run: the only one that makes something to start, else the first of them. */
  private String module() {
    for (String name : root.all("modules/module")) {
      if (name.matches(MODULE_PATH) && !name.contains("..")) {
        Pom.read(app.files(), name + "/" + Pom.FILE).ifPresent(pom -> modules.put(name, pom));
      }
    }
    List<String> runnable =
        root.all("modules/module").stream()
            .filter(name -> modules.containsKey(name) && modules.get(name).isRunnable())
            .distinct()
            .toList();
    if (runnable.isEmpty()) {
      return "";
    }
    app.notes()
        .because("run the module " + runnable.get(0), "its pom.xml makes something to start");
    if (runnable.size() > 1) {
      app.notes()
          .warn(
              "the modules %s could be run, and %s is; add a Dockerfile for another one"
                  .formatted(String.join(", ", runnable), runnable.get(0)));
    }
    return runnable.get(0);
  }

  private Framework framework(Pom pom) {
    Framework found = Framework.NONE;
    if (pom.hasPlugin("spring-boot-maven-plugin")) {
      found = Framework.SPRING_BOOT;
    } else if (pom.hasPlugin("quarkus-maven-plugin")) {
      found = Framework.QUARKUS;
    } else if (pom.hasPlugin("micronaut-maven-plugin")) {
      found = Framework.MICRONAUT;
    }
    found.label().ifPresent(name -> app.notes().because(name, "pom.xml has its plugin"));
    return found;
  }
}
