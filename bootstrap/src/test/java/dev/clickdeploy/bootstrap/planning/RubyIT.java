package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A Ruby app with Bundler, built and run on stand-ins of the official images. RubyGems cannot be
 * reached everywhere, so its only gem is one of the repository.
 */
class RubyIT {
  private static final InMemoryTree APP =
      InMemoryTree.of(
          Map.of(
              ".ruby-version",
              "3.3\n",
              "Gemfile",
              "source \"https://rubygems.org\"\n\ngem \"words\", path: \"gems/words\"\n",
              "Gemfile.lock",
              """
              PATH
                remote: gems/words
                specs:
                  words (1.0.0)

              GEM
                remote: https://rubygems.org/
                specs:

              PLATFORMS
                ruby

              DEPENDENCIES
                words!
              """,
              "gems/words/words.gemspec",
              """
              Gem::Specification.new do |gem|
                gem.name = "words"
                gem.version = "1.0.0"
                gem.summary = "Words"
                gem.authors = ["Ada"]
                gem.files = ["lib/words.rb"]
              end
              """,
              "gems/words/lib/words.rb",
              "module Words\n  HELLO = \"greetings from Ruby\"\nend\n",
              "app.rb",
              """
              require "socket"
              require "words"
              trap("TERM") { exit 0 }
              server = TCPServer.new("0.0.0.0", ENV.fetch("PORT"))
              loop do
                client = server.accept
                nil until client.gets.to_s.strip.empty?
                body = Words::HELLO
                client.write "HTTP/1.1 200 OK\\r\\nContent-Length: #{body.bytesize}\\r\\nConnection: close\\r\\n\\r\\n#{body}"
                client.close
              end
              """));

  @Test
  void an_app_answers_as_nobody_special_with_jemalloc_and_heeds_the_stop_signal() {
    try (Trial trial = Trial.of("ruby", APP)) {
      assertThat(trial.get("/")).isEqualTo("greetings from Ruby");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.inside("grep", "-c", "jemalloc", "/proc/1/maps")).isNotEqualTo("0\n");
      assertThat(trial.stop()).isZero();
    }

    try (Trial trial = Trial.of("ruby", APP.with("README.md", "changed"))) {
      assertThat(trial.get("/")).isEqualTo("greetings from Ruby");
      assertThat(trial.buildLog())
          .anyMatch(line -> line.contains("CACHED") && line.contains("bundle install"));
    }
  }
}
