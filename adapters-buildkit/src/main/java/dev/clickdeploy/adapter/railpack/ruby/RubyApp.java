package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.Grammar;
import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.adapter.railpack.version.Wish;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An app with what its gems say. */
record RubyApp(App app, Gemfile gemfile, GemfileLock lock) {
  private static final String CONFIGURATION = "config/application.rb";

  static RubyApp of(App app) {
    return new RubyApp(app, Gemfile.read(app.files()), GemfileLock.read(app.files()));
  }

  SourceFiles files() {
    return app.files();
  }

  /** Whether a gem is locked or asked for. */
  boolean uses(String gem) {
    return lock.has(gem) || gemfile.asksFor(gem);
  }

  boolean isRails() {
    return files().text(CONFIGURATION).orElse("").contains("Rails::Application");
  }

  Optional<String> framework() {
    if (isRails()) {
      return Optional.of("rails");
    }
    return Stream.of("sinatra", "hanami", "roda", "grape").filter(this::uses).findFirst();
  }

  /** Whether Rails has assets to build. */
  boolean hasAssets() {
    return isRails() && (uses("sprockets") || uses("sprockets-rails") || uses("propshaft"));
  }

  /**
   * Wishes for a version of Ruby, the strongest first. A Gemfile's range gives way to the version
   * that its lock file was written with.
   */
  List<Wish> wishes() {
    Optional<String> range = gemfile.ruby();
    Stream<Wish> inGemfile = range.stream().map(text -> new Wish(text, Gemfile.FILE, Grammar.RUBY));
    Stream<Wish> locked = Wish.in(lock.ruby(), "RUBY VERSION in " + GemfileLock.FILE);
    boolean exact = range.flatMap(PartialVersion::parse).filter(v -> v.parts() == 3).isPresent();
    return Stream.of(
            Wish.in(files().firstLine(".ruby-version"), ".ruby-version"),
            exact ? inGemfile : locked,
            exact ? locked : inGemfile)
        .flatMap(wishes -> wishes)
        .toList();
  }
}
