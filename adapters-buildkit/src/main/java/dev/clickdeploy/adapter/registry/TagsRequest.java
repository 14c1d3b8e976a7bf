package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.RegistryJson;
import dev.clickdeploy.model.image.TagPage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v2/<name>/tags/list} in pages (OCI distribution specification, "Listing Tags",
 * end-8). Whether there are more is what the Link header tells; where they begin is the last tag of
 * a page.
 */
record TagsRequest(RegistryClient client) {
  private static final ObjectMapper JSON = RegistryJson.mapper();

  TagPage get(String repository, int limit, @Nullable String after) {
    if (limit < 1 || limit > 100) {
      throw new IllegalArgumentException("a page has 1 to 100 tags, not " + limit);
    }
    String from = after == null ? "" : "&last=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    Answer answer =
        client.send(
            Call.get(
                "%s/tags/list?n=%d%s".formatted(repository, limit, from),
                "repository:" + repository + ":pull",
                "application/json"));
    return switch (answer.status()) {
      case 200 -> page(answer, limit, after);
      case 404 -> new TagPage(List.of(), null);
      default -> throw client.refusals().refused("the registry", answer);
    };
  }

  /**
   * A registry that pages is taken at its word. Docker's before version 3 knows no pages: it
   * answers with all tags, in no order, so that the page is cut out here.
   */
  private TagPage page(Answer answer, int limit, @Nullable String after) {
    List<String> tags = tags(answer);
    boolean more = answer.header("Link").filter(link -> link.contains("next")).isPresent();
    if (more && !tags.isEmpty()) {
      return new TagPage(tags, tags.getLast());
    }
    return tags.size() > limit || isWhole(tags, after)
        ? cut(tags, limit, after)
        : new TagPage(tags, null);
  }

  /** Whether the tag that they should come after is among them. */
  private static boolean isWhole(List<String> tags, @Nullable String after) {
    return after != null && tags.contains(after);
  }

  private static TagPage cut(List<String> all, int limit, @Nullable String after) {
    List<String> rest =
        all.stream().filter(tag -> after == null || tag.compareTo(after) > 0).sorted().toList();
    return rest.size() > limit
        ? new TagPage(rest.subList(0, limit), rest.get(limit - 1))
        : new TagPage(rest, null);
  }

  private List<String> tags(Answer answer) {
    List<String> tags = new ArrayList<>();
    try {
      JSON.readTree(answer.body()).path("tags").forEach(tag -> tags.add(tag.asText()));
    } catch (IOException e) {
      throw client.refusals().unreachable("the registry", e);
    }
    return tags;
  }
}
