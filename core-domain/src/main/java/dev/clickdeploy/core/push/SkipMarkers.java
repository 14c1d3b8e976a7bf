package dev.clickdeploy.core.push;

import dev.clickdeploy.model.source.Commit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words in a commit's message by which its author says that it is not to be deployed. */
final class SkipMarkers {
  private static final List<String> MARKERS =
      List.of("[skip ci]", "[ci skip]", "[no ci]", "[skip deploy]", "[deploy skip]", "[no deploy]");

  private SkipMarkers() {}

  /** The marker in the message, whatever its case. */
  static Optional<String> in(@Nullable Commit commit) {
    String message = commit == null ? "" : commit.message().toLowerCase(Locale.ROOT);
    return MARKERS.stream().filter(message::contains).findFirst();
  }
}
