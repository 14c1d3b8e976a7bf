package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * requirements.txt and the files that it includes (pip.pypa.io, "Requirements File Format").
 *
 * @param files every file that pip opens, and the packages beside the app that it installs
 * @param specifiers requirements by name, such as {@code flask[async]==3.1}
 * @param sources the line for which pip needs the sources, if there is one
 * @param loose whether a requirement leaves the version open
 */
record Requirements(
    List<String> files, List<String> specifiers, Optional<String> sources, boolean loose) {
  static final String FILE = "requirements.txt";

  private static final int MAX_FILES = 50;
  private static final Pattern OPTION =
      Pattern.compile(
          "(-r|--requirement|-c|--constraint|-e|--editable|-f|--find-links)[ =]?\\s*(\\S.*)");
  private static final Pattern DIRECT = Pattern.compile("[A-Za-z0-9._\\[\\], -]+@\\s*(\\S+).*");
  private static final Pattern REMOTE = Pattern.compile("(?:[a-z]+\\+)?(?:https?|ssh|git)[:@].*");
  private static final Pattern COPYABLE = Pattern.compile("[A-Za-z0-9_@+./-]+");

  Requirements {
    files = List.copyOf(files);
    specifiers = List.copyOf(specifiers);
  }

  static Requirements read(SourceFiles tree) {
    return new Reader(tree).read();
  }

  /** Reads file after file; each once, and no more than a few. */
  private static final class Reader {
    private final SourceFiles tree;
    private final Set<String> files = new LinkedHashSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final List<String> specifiers = new ArrayList<>();
    private Optional<String> sources = Optional.empty();
    private boolean loose;

    Reader(SourceFiles tree) {
      this.tree = tree;
    }

    Requirements read() {
      include("", FILE);
      while (!waiting.isEmpty()) {
        String path = waiting.removeFirst();
        // PowerShell writes UTF-16, which pip reads too
        String text = tree.text(path).orElse("").replaceAll("[\u0000\uFFFD]", "");
        String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        text.replace("\\\n", " ").lines().forEach(line -> line(parent, line));
      }
      return new Requirements(List.copyOf(files), specifiers, sources, loose);
    }

    private void include(String parent, String path) {
      Optional<String> file = RelativePath.below(parent, path);
      if (file.filter(tree::has).filter(f -> COPYABLE.matcher(f).matches()).isEmpty()) {
        sources = sources.or(() -> Optional.of(path));
      } else if (files.size() < MAX_FILES && files.add(file.get())) {
        waiting.add(file.get());
      }
    }

    private void line(String parent, String raw) {
      String line = raw.replaceFirst("(?:^|\\s)#.*", "").strip();
      if (line.isEmpty()) {
        return;
      }
      Matcher option = OPTION.matcher(line);
      if (option.matches()) {
        option(parent, option.group(1), option.group(2).strip());
      } else if (!line.startsWith("-")) {
        requirement(line);
      }
    }

    private void option(String parent, String name, String value) {
      switch (name) {
        case "-r", "--requirement", "-c", "--constraint" -> include(parent, value);
        case "-e", "--editable" -> location(value);
        default -> directory(value);
      }
    }

    private void requirement(String line) {
      Matcher direct = DIRECT.matcher(line);
      if (direct.matches()) {
        specifiers.add(line);
        location(direct.group(1));
      } else if (REMOTE.matcher(line).matches() || line.matches("[./].*|file:.*|[^=<>~\\[;]*/.*")) {
        location(line);
      } else {
        specifiers.add(line);
        loose |= !line.contains("==");
      }
    }

    /**
     * A package somewhere: far away, a file of the tree, or a directory, for which all is needed.
     */
    private void location(String text) {
      if (REMOTE.matcher(text).matches()) {
        return;
      }
      Optional<String> file =
          RelativePath.below("", text.replaceFirst("\\s.*", "").replaceFirst("\\[.*", ""))
              .filter(path -> tree.has(path) && COPYABLE.matcher(path).matches());
      file.ifPresentOrElse(files::add, () -> sources = sources.or(() -> Optional.of(text)));
    }

    private void directory(String text) {
      Optional<String> path = RelativePath.below("", text).filter(tree::hasDirectory);
      if (!REMOTE.matcher(text).matches() && path.isPresent()) {
        if (COPYABLE.matcher(path.get()).matches() && !path.get().isEmpty()) {
          files.add(path.get() + "/");
        } else {
          sources = sources.or(() -> Optional.of(text));
        }
      }
    }
  }
}
