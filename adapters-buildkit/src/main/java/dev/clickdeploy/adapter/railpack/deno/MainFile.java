package dev.clickdeploy.adapter.railpack.deno;

import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file that Deno runs. */
final class MainFile {
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_@+.][A-Za-z0-9_@+./-]*");
  private static final Pattern SCRIPT =
      Pattern.compile("[A-Za-z0-9_@+.-]+\\.(?:ts|tsx|js|mjs|jsx|mts)");
  private static final Pattern TEST = Pattern.compile(".*[._](?:test|bench|config|d)\\..*");
  private static final List<String> NAMES = List.of("main", "server", "mod", "index", "app");
  private static final List<String> ENDS = List.of(".ts", ".js", ".mjs", ".tsx", ".jsx", ".mts");
  private static final List<String> DIRECTORIES = List.of("", "src/");

  private MainFile() {}

  /** What deno.json exports, else a file with a usual name, else the only script at the root. */
  static Optional<String> find(SourceFiles files, DenoJson json, Notes notes) {
    Optional<String> exported =
        json.exported().filter(path -> PATH.matcher(path).matches()).filter(files::has);
    if (exported.isPresent()) {
      notes.because("run " + exported.get(), "deno.json exports it");
      return exported;
    }
    Optional<String> usual =
        files.first(
            DIRECTORIES.stream()
                .flatMap(
                    directory ->
                        NAMES.stream()
                            .flatMap(name -> ENDS.stream().map(end -> directory + name + end)))
                .toList());
    Optional<String> found = usual.or(() -> onlyScript(files));
    found.ifPresent(path -> notes.because("run " + path, "there is a " + path));
    return found;
  }

  private static Optional<String> onlyScript(SourceFiles files) {
    List<String> scripts =
        files
            .paths()
            .filter(path -> SCRIPT.matcher(path).matches() && !TEST.matcher(path).matches())
            .limit(2)
            .toList();
    return scripts.size() == 1 ? Stream.of(scripts.get(0)).findFirst() : Optional.empty();
  }
}
