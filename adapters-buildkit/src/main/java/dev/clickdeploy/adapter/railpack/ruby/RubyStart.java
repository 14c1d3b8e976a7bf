package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.List;
import java.util.Optional;

/** What the container runs (Railpack, core/providers/ruby, getStartCommand). */
final class RubyStart {
  private static final String PORT = "${PORT:-" + RubyDockerfile.PORT + "}";
  private static final List<String> MAIN_FILES =
      List.of("app.rb", "main.rb", "server.rb", "bot.rb", "index.rb");

  private RubyStart() {}

  /**
   * The first of: settings, Procfile, Rails, Rack, a file with a usual name; empty when there is
   * none, but a package.json: apps of Node.js may have a Gemfile for their developers' tools.
   *
   * @throws PlanningException when there is neither
   */
  static Optional<ChosenCommand> find(RubyApp ruby) {
    Optional<ChosenCommand> found =
        ChosenCommand.start(ruby.app())
            .or(() -> rails(ruby))
            .or(() -> rack(ruby))
            .or(() -> mainFile(ruby));
    boolean other = ruby.files().has("package.json") && ruby.app().settings().provider().isEmpty();
    if (found.isEmpty() && !other) {
      throw nothingToStart(ruby);
    }
    return found;
  }

  private static Optional<ChosenCommand> rails(RubyApp ruby) {
    if (!ruby.isRails()) {
      return Optional.empty();
    }
    String program = ruby.files().has("bin/rails") ? "bin/rails" : "rails";
    return Optional.of(
        ChosenCommand.of(
            "bundle exec %s server -b 0.0.0.0 -p %s".formatted(program, PORT),
            "config/application.rb is of Rails"));
  }

  /** Rack 3 has rackup in a gem of its own, which servers do not need. */
  private static Optional<ChosenCommand> rack(RubyApp ruby) {
    if (!ruby.files().has("config.ru")) {
      return Optional.empty();
    }
    boolean apart = ruby.lock().gems().getOrDefault("rack", "2").startsWith("3");
    boolean puma = apart && !ruby.uses("rackup") && ruby.uses("puma");
    return Optional.of(
        ChosenCommand.of(
            puma
                ? "bundle exec puma -b tcp://0.0.0.0:" + PORT
                : "bundle exec rackup config.ru -o 0.0.0.0 -p " + PORT,
            "there is a config.ru"));
  }

  private static Optional<ChosenCommand> mainFile(RubyApp ruby) {
    return ruby.files()
        .first(MAIN_FILES)
        .map(file -> ChosenCommand.of("bundle exec ruby " + file, "there is " + file));
  }

  private static PlanningException nothingToStart(RubyApp ruby) {
    return new PlanningException(
        "there is nothing that could be started: looked for a start command in the settings,"
            + " Procfile, config/application.rb of Rails, config.ru, "
            + String.join(", ", MAIN_FILES)
            + Candidates.text(ruby.app()),
        "set the start command, such as `bundle exec ruby app.rb`, or " + Candidates.HINT);
  }
}
