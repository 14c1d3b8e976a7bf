package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.registry.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lists that come in pages. They are counted by {@code X-Total-Count}: the addresses of the Link
 * header lose one of the two encodings of a repository's name.
 */
record Pages(HarborClient client) {
  /** The most that Harbor gives at once. */
  private static final int PAGE = 100;

  private static final int MOST = 10_000;

  /** Everything below a path that fits, at most the first 10,000 entries of the list. */
  List<JsonNode> all(String path, Predicate<JsonNode> fits) {
    List<JsonNode> found = new ArrayList<>();
    String mark = path.contains("?") ? "&" : "?";
    long total = PAGE;
    for (int page = 1; (long) (page - 1) * PAGE < Math.min(total, MOST); page++) {
      Answer answer = client.get("%s%spage=%d&page_size=%d".formatted(path, mark, page, PAGE));
      if (answer.status() != 200) {
        throw client.refused(answer);
      }
      JsonNode entries = client.json(answer);
      entries.forEach(
          entry -> {
            if (fits.test(entry)) {
              found.add(entry);
            }
          });
      total = total(answer, entries.size() < PAGE ? 0 : Long.MAX_VALUE);
    }
    return found;
  }

  /** A proxy may have taken the header away. */
  private static long total(Answer answer, long otherwise) {
    return answer
        .header("X-Total-Count")
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElse(otherwise);
  }
}
