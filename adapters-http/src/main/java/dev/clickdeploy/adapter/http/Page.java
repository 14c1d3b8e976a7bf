package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: {@code limit} entries, those after a cursor, which is what the
 * page before gave as {@code next}. {@code before} takes it too, or an id, of lists that begin with
 * the newest; {@code after} of those that begin with the oldest.
 *
 * @param beyond the last one of the page before; null for the first page
 */
record Page<I>(int limit, @Nullable I beyond) {
  private static final int MOST = 100;
  private static final int USUAL = 20;
  private static final Set<String> OWN = Set.of("limit", "cursor", "before", "after");

  /** What a request asks of a list, the newest first; 422 for what is no cursor of its kind. */
  static <I> Page<I> of(Request request, Function<String, I> id) {
    return of(request, "before", id);
  }

  /** The same of a list that begins with the oldest. */
  static <I> Page<I> onward(Request request, Function<String, I> id) {
    return of(request, "after", id);
  }

  private static <I> Page<I> of(Request request, String name, Function<String, I> id) {
    int limit = (int) request.number("limit", 1, MOST).orElse(USUAL);
    I beyond =
        request
            .query("cursor", text -> id.apply(read(text)))
            .or(() -> request.query(name, text -> id.apply(readOr(text))))
            .orElse(null);
    return new Page<>(limit, beyond);
  }

  /** The page as an answer, with a link to the next one (RFC 8288) where there may be one. */
  <T> Answer answer(
      Request request,
      String plural,
      List<T> found,
      Function<T, ? extends JsonNode> view,
      Function<T, I> id) {
    String next = found.size() < limit ? null : written(String.valueOf(id.apply(found.getLast())));
    ObjectNode page = Json.object();
    page.set(plural, Json.array(found, view));
    Answer answer = Answer.json(200, page.put("next", next));
    return next == null
        ? answer
        : answer.with(
            "Link",
            "<%s?limit=%d&cursor=%s%s>; rel=\"next\""
                .formatted(request.path(), limit, next, request.queryWithout(OWN)));
  }

  static String written(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("after:" + id).getBytes(StandardCharsets.UTF_8));
  }

  private static String read(String cursor) {
    String id = readOr(cursor);
    if (id.equals(cursor)) {
      throw new IllegalArgumentException(
          "'%s' is no cursor; take it from 'next'".formatted(ProblemException.quoted(cursor)));
    }
    return id;
  }

  /** What a cursor says; the text itself when it is none. */
  private static String readOr(String text) {
    try {
      String said = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return said.startsWith("after:") ? said.substring("after:".length()) : text;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
