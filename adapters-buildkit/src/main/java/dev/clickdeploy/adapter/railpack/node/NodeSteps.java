package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.CommandOverride;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.node.NodeRecipe.Result;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides how the parts of a Node.js app are installed, built and reduced to what runs. */
final class NodeSteps {
  private final NodeApp node;

  NodeSteps(NodeApp node) {
    this.node = node;
  }

  /** The settings' build command, else the script of that name, else Nx's. */
  Optional<ShellCommand> build() {
    Optional<String> script = node.json().script("build").map(s -> node.manager().run("build"));
    Optional<String> detected = script.or(() -> Nx.of(node).map(Nx::build));
    Optional<CommandOverride> override = node.settings().build();
    Optional<String> command = override.map(o -> o.with(detected)).or(() -> detected);
    String because =
        override
            .map(CommandOverride::because)
            .orElse(script.isPresent() ? "scripts.build in package.json" : "there is nx.json");
    command.ifPresent(text -> node.notes().because("build by `%s`".formatted(text), because));
    return command.filter(text -> !text.isEmpty()).map(ShellCommand::new);
  }

  NodeRecipe recipe(ToolVersion version, Optional<ShellCommand> build, Result result) {
    InstallInputs inputs = InstallInputs.of(node);
    boolean own = node.settings().install().isPresent();
    boolean development = wantsDevelopmentPackages(result);
    boolean laterSteps = build.isPresent() || inputs.wholeTree();
    boolean production = !laterSteps && !development && !node.json().devDependencies().isEmpty();
    NodeTools tools = NodeTools.of(node, start(result));
    return new NodeRecipe(
        version,
        node.manager(),
        tools,
        SystemPackages.of(node, tools),
        inputs.wholeTree(),
        inputs.manifests(),
        List.copyOf(node.workspaces().packages().keySet()),
        install(production),
        build,
        build.map(command -> BuildCaches.of(node, command)).orElse(List.of()),
        variables(),
        laterSteps && !own && !development ? prune() : Optional.empty(),
        !laterSteps && !own && modulesApart(),
        node.settings().isOn("NODE_PLAYWRIGHT_INSTALL"),
        result);
  }

  private static Optional<StartCommand> start(Result result) {
    return switch (result) {
      case Result.Program program -> Optional.of(program.start());
      case Result.Site site -> Optional.empty();
    };
  }

  private boolean modulesApart() {
    return node.manager().fillsNodeModules()
        && !node.json().dependencies().isEmpty()
        && !node.workspaces().declared();
  }

  private ShellCommand install(boolean production) {
    Optional<String> lockfile = node.files().first(node.manager().lockfiles());
    Optional<String> outOfStep =
        node.manager() instanceof Npm && lockfile.isPresent()
            ? NpmLock.outOfStep(node.files(), node.json())
            : Optional.empty();
    outOfStep.ifPresent(
        name ->
            node.notes()
                .warn(
                    "package-lock.json is out of step with package.json (%s), so each build may install other versions; run npm install and commit it"
                        .formatted(name.replaceAll("\\p{Cntrl}", " "))));
    boolean exact = lockfile.isPresent() && outOfStep.isEmpty();
    String detected =
        node.settings()
            .option("NODE_NPM_INSTALL")
            .filter(option -> node.manager() instanceof Npm)
            .orElseGet(() -> node.manager().install(exact, production));
    Optional<CommandOverride> override = node.settings().install();
    ShellCommand command =
        new ShellCommand(override.map(o -> o.with(Optional.of(detected))).orElse(detected));
    node.notes()
        .because(
            "install by `%s`".formatted(command.text()),
            override
                .map(CommandOverride::because)
                .or(() -> lockfile.map(file -> "there is a " + file))
                .orElse("there is no lock file"));
    return command;
  }

  private boolean wantsDevelopmentPackages(Result result) {
    return switch (result) {
      case Result.Site site -> true;
      case Result.Program program -> usesDevelopmentPackage(program.start());
    };
  }

  private boolean usesDevelopmentPackage(StartCommand start) {
    Optional<String> tool = DevelopmentTool.neededBy(start, node.json());
    tool.ifPresent(
        name ->
            node.notes()
                .warn(
                    ("the start command uses %s of devDependencies, so all of them stay in the"
                            + " image; move it to dependencies")
                        .formatted(name)));
    return tool.isPresent();
  }

  private Optional<ShellCommand> prune() {
    return node.settings()
        .option("NODE_PRUNE_CMD")
        .or(
            () ->
                node.json().devDependencies().isEmpty()
                    ? Optional.empty()
                    : node.manager().prune(node.workspaces().declared()))
        .map(ShellCommand::new);
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    if (node.is(Framework.NEXT)) {
      variables.put("NEXT_TELEMETRY_DISABLED", "1");
    }
    if (node.is(Framework.ASTRO)) {
      variables.put("HOST", "0.0.0.0");
    }
    if (node.json().uses("@sveltejs/adapter-auto")) {
      // then it takes the adapter for Node.js (sveltejs/kit, packages/adapter-auto/adapters.js)
      variables.put("GCP_BUILDPACKS", "true");
    }
    if (node.json().uses("puppeteer")) {
      variables.put("PUPPETEER_CACHE_DIR", "/app/.cache/puppeteer");
    }
    return variables;
  }
}
