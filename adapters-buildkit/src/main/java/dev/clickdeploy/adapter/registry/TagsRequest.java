package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
  private static final ObjectMapper JSON = new ObjectMapper();

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
      case 200 -> page(answer, limit);
      case 404 -> new TagPage(List.of(), null);
      default -> throw client.refusals().refused("the registry", answer);
    };
  }

  /** A registry that knows no pages answers with all of them. */
  private TagPage page(Answer answer, int limit) {
    List<String> tags = new ArrayList<>();
    try {
      JsonNode list = JSON.readTree(answer.body()).path("tags");
      list.forEach(tag -> tags.add(tag.asText()));
    } catch (IOException e) {
      throw client.refusals().unreachable("the registry", e);
    }
    boolean more = answer.header("Link").filter(link -> link.contains("next")).isPresent();
    return new TagPage(tags, more && tags.size() >= limit ? tags.getLast() : null);
  }
}
