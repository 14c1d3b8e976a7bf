package dev.clickdeploy.adapter.railpack;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the Dockerfile of a Node.js app, stage by stage. */
final class NodeDockerfile {
  /** By number, because Kubernetes' runAsNonRoot trusts no name; it is node in Node's images. */
  static final String USER = "1000:1000";

  /** Where the app listens unless PORT says otherwise. */
  static final int PORT = 3000;

  private static final String APP = "/app";

  private final NodeRecipe recipe;
  private final BaseImages images;
  private final String base;
  private final DockerfileText text = new DockerfileText();

  private NodeDockerfile(NodeRecipe recipe, BaseImages images) {
    this.recipe = recipe;
    this.images = images;
    String node = images.node(recipe.version().major());
    this.base = recipe.manager().globalPackage().isPresent() ? "base" : node;
    recipe.manager().globalPackage().ifPresent(tool -> baseStage(node, tool));
  }

  static String of(NodeRecipe recipe, BaseImages images) {
    NodeDockerfile dockerfile = new NodeDockerfile(recipe, images);
    dockerfile.buildStage();
    dockerfile.text.gap();
    switch (recipe.result()) {
      case NodeRecipe.Result.Program program -> dockerfile.programStage(program.start());
      case NodeRecipe.Result.Site site -> dockerfile.siteStage(site.output());
    }
    return dockerfile.text.text();
  }

  /** The package manager in every stage; by force, since the image's own yarn is in the way. */
  private void baseStage(String node, String tool) {
    text.line("FROM", node + " AS base")
        .line("RUN", Npm.CACHE + " npm install --global --force " + tool)
        .gap();
  }

  private void buildStage() {
    text.line("FROM", base + " AS " + buildStageName()).line("WORKDIR", APP);
    if (!recipe.manager().variables().isEmpty()) {
      text.line("ENV", variables());
    }
    if (recipe.sourcesFirst()) {
      text.line("COPY", ". .");
    } else {
      copyManifests();
    }
    text.line("RUN", cached(recipe.install()));
    if (!recipe.sourcesFirst() && !recipe.modulesApart()) {
      text.line("COPY", ". .");
    }
    recipe
        .build()
        .ifPresent(build -> text.line("ENV", "NODE_ENV=production").line("RUN", build.forRun()));
    recipe.prune().ifPresent(prune -> text.line("RUN", cached(prune)));
  }

  private String buildStageName() {
    return recipe.modulesApart() ? "dependencies" : "build";
  }

  private void copyManifests() {
    List<String> files = recipe.manifests().stream().filter(path -> !path.endsWith("/")).toList();
    text.line("COPY", String.join(" ", files) + " ./");
    for (String path : recipe.manifests()) {
      if (path.endsWith("/")) {
        text.line("COPY", path + " ./" + path);
      }
    }
  }

  private String variables() {
    return new TreeMap<>(recipe.manager().variables())
        .entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .collect(Collectors.joining(" "));
  }

  private String cached(ShellCommand command) {
    return recipe.manager().cacheMount().map(mount -> mount + " ").orElse("") + command.forRun();
  }

  /** Copied before WORKDIR, which would make the directory root's. */
  private void programStage(StartCommand start) {
    text.line("FROM", base)
        .line(
            "ENV",
            "NODE_ENV=production PORT=%d PATH=%s/node_modules/.bin:$PATH".formatted(PORT, APP));
    if (recipe.modulesApart()) {
      copyToApp("--from=dependencies ", APP + "/node_modules", APP + "/node_modules");
      copyToApp("", ".", APP);
    } else {
      copyToApp("--from=build ", APP, APP);
    }
    text.line("WORKDIR", APP)
        .line("USER", USER)
        .line("EXPOSE", String.valueOf(PORT))
        .line("STOPSIGNAL", "SIGTERM")
        .line("CMD", ShellCommand.execForm(start.argv()));
  }

  private void copyToApp(String from, String source, String target) {
    text.line("COPY", "--chown=%s %s%s %s".formatted(USER, from, source, target));
  }

  private void siteStage(StaticOutput output) {
    CaddyStage.add(text, images, output.fallback());
    text.line(
        "COPY",
        "--from=build "
            + ShellCommand.execForm(List.of(APP + "/" + output.directory() + "/", "/srv/")));
    CaddyStage.end(text);
  }
}
