package dev.clickdeploy.adapter.railpack.elixir;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.version.Grammar;
import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.adapter.railpack.version.VersionChoice;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Elixir with an Erlang that it runs on and that its image has. */
record ElixirVersion(ToolVersion elixir, ToolVersion erlang) {
  private static final List<String> FILES = List.of(".elixir-version", ".exenv-version");

  /** Releases of Erlang by minor version, the preferred first (hexdocs.pm, "Compatibility"). */
  private static final Map<Integer, List<Integer>> RELEASES =
      Map.of(
          12, List.of(24, 23, 22),
          13, List.of(25, 24, 23),
          14, List.of(25, 26, 24, 23),
          15, List.of(26, 25, 24),
          16, List.of(26, 25, 24),
          17, List.of(27, 26, 25),
          18, List.of(27, 26, 25),
          19, List.of(28, 27, 26));

  private static final List<Integer> NEWEST = List.of(28, 27, 26);

  static ElixirVersion choose(App app, MixFile mix) {
    List<Wish> own =
        Stream.concat(
                FILES.stream().flatMap(file -> Wish.in(app.files().firstLine(file), file)),
                mix.elixir().stream().map(text -> new Wish(text, MixFile.FILE, Grammar.RUBY)))
            .toList();
    List<Wish> wishes = app.wishes("elixir", own).stream().map(ElixirVersion::plain).toList();
    VersionChoice choice = new VersionChoice(app.table(), app.locked(), app.notes());
    ToolVersion elixir = choice.choose("elixir", wishes);
    return new ElixirVersion(elixir, erlang(app, choice, elixir));
  }

  String buildImage(App app) {
    return app.image(new ToolVersion("elixir", tag(), elixir.source()));
  }

  String runImage(App app) {
    return buildImage(app) + "-slim";
  }

  private String tag() {
    return elixir.version() + "-otp-" + erlang.version();
  }

  private static ToolVersion erlang(App app, VersionChoice choice, ToolVersion elixir) {
    List<Integer> fitting = RELEASES.getOrDefault(minor(elixir.version()), NEWEST);
    List<Wish> wishes =
        app.wishes(
            "erlang",
            Wish.in(app.files().firstLine(".erlang-version"), ".erlang-version").toList());
    if (wishes.isEmpty()) {
      String preferred = String.valueOf(fitting.get(0));
      app.notes().because("Erlang " + preferred, "it goes with Elixir " + elixir.version());
      return new ToolVersion("erlang", preferred, ToolVersion.DEFAULT);
    }
    ToolVersion chosen = choice.choose("erlang", wishes);
    int release = major(chosen.version());
    if (!fitting.contains(release)) {
      app.notes()
          .warn(
              "there is no image of Elixir %s with Erlang %s; it is Erlang %d"
                  .formatted(elixir.version(), chosen.version(), fitting.get(0)));
      release = fitting.get(0);
    }
    return new ToolVersion("erlang", String.valueOf(release), chosen.source());
  }

  /** Version managers name the release of Erlang too, as in 1.16.2-otp-26. */
  private static Wish plain(Wish wish) {
    return new Wish(wish.text().replaceFirst("-otp-[0-9]+$", ""), wish.where(), wish.grammar());
  }

  private static int minor(String version) {
    return PartialVersion.parse(version).map(v -> v.low().minor()).orElse(0);
  }

  private static int major(String version) {
    return Optional.of(version).flatMap(PartialVersion::parse).map(v -> v.low().major()).orElse(0);
  }
}
