package dev.clickdeploy.adapter.railpack.rust;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.adapter.railpack.version.Version;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The compiler: files that pin it, then the oldest one that the package accepts. An edition pins
 * nothing, since every later compiler builds it.
 *
 * @param suite the release of Debian whose images have it
 */
record RustVersion(ToolVersion tool, String suite) {
  private static final List<String> FILES = List.of("rust-version.txt", ".rust-version");
  private static final Version LOCK_4 = new Version(1, 78, 0);
  private static final Version BOOKWORM = new Version(1, 71, 0);
  private static final Version BULLSEYE = new Version(1, 54, 0);

  static RustVersion choose(App app, Cargo root, Cargo cargo, Optional<Toolchain> toolchain) {
    SourceFiles files = app.files();
    Stream<Wish> pinned =
        toolchain
            .filter(t -> !t.extra())
            .map(t -> Wish.in(Optional.of(t.channel()), t.file()))
            .orElse(Stream.empty());
    Stream<Wish> inFiles = FILES.stream().flatMap(file -> Wish.in(files.firstLine(file), file));
    Stream<Wish> oldest =
        Wish.in(
            cargo.rustVersion().or(root::rustVersion).filter(v -> readsLock(v, app)),
            "rust-version in Cargo.toml");
    ToolVersion tool =
        app.tool("rust", Stream.of(pinned, inFiles, oldest).flatMap(wishes -> wishes).toList());
    return new RustVersion(tool, suite(low(tool.version())));
  }

  String buildImage(App app) {
    return app.image(new ToolVersion("rust", tool.version() + "-" + suite, tool.source()));
  }

  String runImage(App app) {
    return app.images().official("debian:" + suite + "-slim");
  }

  /** The form of the lock file may be newer than the oldest compiler (Cargo, "Cargo.lock v4"). */
  private static boolean readsLock(String version, App app) {
    boolean reads =
        !app.files().head(Cargo.LOCK, 500).contains("\nversion = 4")
            || low(version).compareTo(LOCK_4) >= 0;
    if (!reads) {
      app.notes()
          .warn(
              "Cargo.lock is of a form that Rust %s of rust-version cannot read; a newer one is taken"
                  .formatted(
                      PartialVersion.parse(version).map(PartialVersion::toString).orElse("")));
    }
    return reads;
  }

  private static String suite(Version version) {
    if (version.compareTo(BOOKWORM) >= 0) {
      return "bookworm";
    }
    return version.compareTo(BULLSEYE) >= 0 ? "bullseye" : "buster";
  }

  private static Version low(String version) {
    return PartialVersion.parse(version).map(PartialVersion::low).orElse(Version.ZERO);
  }
}
