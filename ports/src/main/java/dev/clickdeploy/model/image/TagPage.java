package dev.clickdeploy.model.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a repository's tags.
 *
 * @param next where the next page begins; null when this is the last one
 */
public record TagPage(List<String> tags, @Nullable String next) {
  public TagPage {
    tags = List.copyOf(tags);
  }
}
