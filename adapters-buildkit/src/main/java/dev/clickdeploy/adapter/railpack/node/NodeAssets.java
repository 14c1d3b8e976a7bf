package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Node.js as a guest in the image of another language, where it builds the assets of an app. It is
 * there beside the host because such builds call each other.
 */
public final class NodeAssets {
  /** Files of package managers that may refer to secrets. */
  public static final List<String> CONFIGURATIONS = List.of(".npmrc", ".yarnrc.yml", "bunfig.toml");

  private static final String MODULES = "/usr/local/lib/node_modules";
  private static final String PROGRAM = "/usr/local/bin/node";
  private static final String LINKS =
      "ln -s %1$s/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s %1$s/npm/bin/npx-cli.js /usr/local/bin/npx"
          .formatted(MODULES);

  private final NodeApp node;
  private final InstallInputs inputs;
  private final ToolVersion version;
  private final String image;

  private NodeAssets(NodeApp node, ToolVersion version) {
    this.node = node;
    this.inputs = InstallInputs.of(node);
    this.version = version;
    this.image = node.app().image(version);
  }

  /** The assets of an app with a package.json; empty when it has none. */
  public static Optional<NodeAssets> find(App app) {
    return PackageJson.read(app.files())
        .map(
            json ->
                new NodeAssets(
                    NodeApp.of(app, json), app.tool("node", NodeWishes.of(app.files(), json))));
  }

  /** The version of Node.js without an app in it, for programs that only call it. */
  public static ToolVersion version(App app) {
    return app.tool(
        "node",
        NodeWishes.of(app.files(), PackageJson.read(app.files()).orElse(PackageJson.empty())));
  }

  /** Brings the program alone into a stage. */
  public static void program(App app, ToolVersion version, Stage stage) {
    stage.copyFrom(app.image(version), PROGRAM, PROGRAM);
  }

  /** Node.js, then its package manager unless that is the image's own. */
  public List<ToolVersion> tools() {
    List<ToolVersion> tools = new ArrayList<>(List.of(version));
    node.manager().tool().ifPresent(tools::add);
    return List.copyOf(tools);
  }

  /** Whether it needs the whole tree before it installs. */
  public boolean wholeTree() {
    return inputs.wholeTree();
  }

  /** The installation. */
  public ShellCommand install() {
    Optional<String> lockfile = node.files().first(node.manager().lockfiles());
    boolean outOfStep =
        node.manager() instanceof Npm && NpmLock.outOfStep(node.files(), node.json()).isPresent();
    return new ShellCommand(node.manager().install(lockfile.isPresent() && !outOfStep, false));
  }

  /** The build, when package.json has a script for it. */
  public Optional<ShellCommand> build() {
    return node.json().script("build").map(script -> new ShellCommand(node.manager().run("build")));
  }

  /** Takes the packages for development out again. */
  public Optional<ShellCommand> prune() {
    return node.json().devDependencies().isEmpty()
        ? Optional.empty()
        : node.manager().prune(node.workspaces().declared()).map(ShellCommand::new);
  }

  /** Whether a package is among those that run. */
  public boolean runs(String name) {
    return node.json().dependencies().contains(name);
  }

  /** Caches of the installation. */
  public List<Mount> caches() {
    return node.manager().cacheMount().stream().toList();
  }

  /** Brings Node.js with its package manager into a stage. */
  public void bring(Stage stage) {
    stage
        .copyFrom(image, PROGRAM, PROGRAM)
        .copyFrom(image, MODULES, MODULES)
        .run(new ShellCommand(LINKS))
        .env(node.manager().variables());
    Optional<String> global =
        node.manager()
            .globalPackage()
            .or(
                () ->
                    node.manager() instanceof YarnClassic
                        ? Optional.of("yarn@1")
                        : Optional.empty());
    global.ifPresent(
        tool -> stage.run(new ShellCommand("npm install --global --force " + tool), Npm.CACHE));
  }

  /** Copies what the installation needs. */
  public void copyManifests(Stage stage) {
    stage.copy(inputs.manifests().stream().filter(path -> !path.endsWith("/")).toList(), "./");
    inputs.manifests().stream()
        .filter(path -> path.endsWith("/"))
        .forEach(path -> stage.copy(List.of(path), "./" + path));
    node.workspaces()
        .packages()
        .keySet()
        .forEach(
            directory ->
                stage.copy(List.of(directory + "/" + PackageJson.FILE), "./" + directory + "/"));
  }
}
