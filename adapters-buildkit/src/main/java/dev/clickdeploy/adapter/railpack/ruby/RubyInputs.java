package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.staticsite.Staticfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to be there before gems can be installed.
 *
 * @param wholeTree whether that is everything
 * @param files otherwise
 * @param directories of gems in the repository otherwise
 */
record RubyInputs(boolean wholeTree, List<String> files, List<String> directories) {
  private static final String CACHE = "vendor/cache";

  RubyInputs {
    files = List.copyOf(files);
    directories = List.copyOf(directories);
  }

  static RubyInputs of(RubyApp ruby) {
    Optional<String> reason = reason(ruby);
    reason.ifPresent(
        why -> ruby.app().notes().because("install after all sources are copied", why));
    List<String> directories = new ArrayList<>(ruby.gemfile().paths());
    if (ruby.files().hasDirectory(CACHE)) {
      directories.add(CACHE);
    }
    return new RubyInputs(
        reason.isPresent(),
        ruby.files()
            .present(List.of(Gemfile.FILE, GemfileLock.FILE, ".ruby-version", ".tool-versions")),
        directories);
  }

  private static Optional<String> reason(RubyApp ruby) {
    if (ruby.app().settings().install().isPresent()) {
      return Optional.of("the install command is the service's own");
    }
    Optional<String> word = ruby.gemfile().needsSources();
    if (word.isPresent()) {
      return Optional.of("the Gemfile calls " + word.get());
    }
    boolean plain =
        ruby.gemfile().paths().stream()
            .allMatch(
                path ->
                    Staticfile.clean(path).filter(path::equals).isPresent()
                        && ruby.files().hasDirectory(path));
    return plain ? Optional.empty() : Optional.of("the Gemfile has unusual paths");
  }
}
