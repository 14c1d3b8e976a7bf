package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.app.InstallStep;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.node.NodeAssets;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how a Ruby app is installed and built. */
final class RubySteps {
  /** Of downloaded gems; installed ones are in the layer (bundler.io, global_gem_cache). */
  private static final List<Mount> CACHES = List.of(Mount.cache("/root/.bundle/cache"));

  private final RubyApp ruby;
  private final App app;
  private final Optional<NodeAssets> assets;

  RubySteps(RubyApp ruby) {
    this.ruby = ruby;
    this.app = ruby.app();
    this.assets = NodeAssets.find(app);
  }

  RubyRecipe recipe(ChosenCommand start) {
    ToolVersion version = app.tool("ruby", ruby.wishes());
    boolean executes = ruby.uses("execjs");
    Optional<ToolVersion> executor =
        executes && assets.isEmpty() ? Optional.of(NodeAssets.version(app)) : Optional.empty();
    if (executes) {
      app.notes().because("Node.js in the image", "the gem execjs calls it");
    }
    List<InstallStep> install = InstallStep.overridden(app, install());
    List<ChosenCommand> build = build();
    install.forEach(step -> note("install by", step.chosen()));
    build.forEach(step -> note("build by", step));
    note("start", start);
    boolean nodeRuns = executes || (assets.isPresent() && !ruby.hasAssets());
    return new RubyRecipe(
        version,
        assets,
        executor,
        nodeRuns,
        RubyInputs.of(ruby),
        SystemPackages.of(ruby, version, nodeRuns),
        install,
        build,
        start);
  }

  private void note(String step, ChosenCommand command) {
    app.notes().because("%s `%s`".formatted(step, command.text()), command.because());
  }

  private List<InstallStep> install() {
    List<InstallStep> steps = new ArrayList<>();
    ruby.lock()
        .bundler()
        .ifPresent(
            bundler ->
                steps.add(
                    step(
                        "gem install -N bundler:" + bundler,
                        "BUNDLED WITH in " + GemfileLock.FILE)));
    steps.add(
        step(
            "bundle install",
            "there is a " + (ruby.lock().isPresent() ? GemfileLock.FILE : Gemfile.FILE)));
    if (ruby.uses("bootsnap")) {
      steps.add(step("bundle exec bootsnap precompile --gemfile", "the gem bootsnap"));
    }
    assets.ifPresent(
        node ->
            steps.add(
                new InstallStep(
                    new ChosenCommand(node.install(), "there is a package.json"), node.caches())));
    return steps;
  }

  private static InstallStep step(String command, String because) {
    return new InstallStep(ChosenCommand.of(command, because), CACHES);
  }

  private List<ChosenCommand> build() {
    List<ChosenCommand> detected = new ArrayList<>();
    if (!ruby.hasAssets()) {
      assets
          .flatMap(NodeAssets::build)
          .ifPresent(
              command -> detected.add(new ChosenCommand(command, "scripts.build in package.json")));
    } else {
      detected.add(
          ChosenCommand.of("bundle exec rake assets:precompile", "Rails has assets to build"));
    }
    if (ruby.isRails() && ruby.uses("bootsnap")) {
      detected.add(
          ChosenCommand.of("bundle exec bootsnap precompile app/ lib/", "the gem bootsnap"));
    }
    return ChosenCommand.overridden(app.settings().build(), detected);
  }
}
