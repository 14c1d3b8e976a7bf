package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.version.Grammar;
import dev.clickdeploy.adapter.railpack.version.PartialVersion;
import dev.clickdeploy.adapter.railpack.version.SemverRange;
import dev.clickdeploy.adapter.railpack.version.Wish;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a wish for a version of PHP is read, the strongest first. */
final class PhpWishes {
  private static final String WHERE = "require.php in composer.json";

  private PhpWishes() {}

  static List<Wish> of(App app, Optional<ComposerJson> composer) {
    return Stream.of(
            Wish.in(app.files().firstLine(".php-version"), ".php-version"),
            Wish.in(
                composer.flatMap(ComposerJson::platform), "config.platform.php in composer.json"),
            composer.flatMap(json -> json.required("php")).stream()
                .map(range -> required(app, range)))
        .flatMap(wishes -> wishes)
        .toList();
  }

  /**
   * The oldest supported line of the range: what the app says it is made for, and what Railpack
   * takes. Newer ones are allowed by the range, but deprecate more.
   */
  private static Wish required(App app, String range) {
    Optional<SemverRange> versions = SemverRange.parse(range, Grammar.COMPOSER);
    boolean open = range.chars().anyMatch(c -> "^<>|*~".indexOf(c) >= 0);
    Optional<PartialVersion> oldest =
        versions
            .filter(parsed -> open)
            .flatMap(
                parsed ->
                    app.table().tool("php").supported().stream()
                        .sorted(Comparator.comparing(PartialVersion::low))
                        .filter(line -> parsed.newestOf(line).isPresent())
                        .findFirst());
    oldest.ifPresent(
        line ->
            app.notes()
                .because(
                    "the oldest supported PHP, " + line,
                    "%s says '%s'"
                        .formatted(WHERE, new Wish(range, WHERE, Grammar.COMPOSER).shown())));
    return oldest
        .map(line -> Wish.of(line.toString(), WHERE))
        .orElseGet(() -> new Wish(range, WHERE, Grammar.COMPOSER));
  }
}
