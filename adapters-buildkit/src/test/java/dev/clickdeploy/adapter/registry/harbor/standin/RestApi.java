package dev.clickdeploy.adapter.registry.harbor.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.0}: who may ask, and which part answers. */
final class RestApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "/api/v2.0/";

  private final State state;
  private final Projects projects;
  private final Robots robots;
  private final Labels labels;
  private final Artifacts artifacts;

  RestApi(State state, Distribution distribution) {
    this.state = state;
    this.projects = new Projects(state);
    this.robots = new Robots(state);
    this.labels = new Labels(state);
    this.artifacts = new Artifacts(state, distribution);
  }

  Reply answer(Asked asked) {
    if (isForged(asked)) {
      return Reply.error(403, "FORBIDDEN", "CSRF token invalid");
    }
    String path = Asked.decoded(asked.path().substring(BASE.length()));
    if (path.equals("ping")) {
      return Reply.json(200, "Pong");
    }
    if (path.equals("health")) {
      return health();
    }
    Optional<Principal> who = state.basic(asked.header("Authorization"));
    if (who.isEmpty()) {
      return Reply.unauthorized();
    }
    return route(asked, who.get(), path);
  }

  /** A browser's session (src/server/middleware/csrf): none of our clients may look like one. */
  private static boolean isForged(Asked asked) {
    @Nullable String cookie = asked.header("Cookie");
    return cookie != null && cookie.contains("sid=") && !asked.isSafe();
  }

  /**
   * The router has decoded the path once; the handlers decode the repository's name again, so that
   * a slash which was encoded only once makes a path that is not there.
   */
  private Reply route(Asked asked, Principal who, String path) {
    List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
    return switch (parts.getFirst()) {
      case "systeminfo" ->
          Reply.json(
              200, Map.of("harbor_version", "v2.16.0-stand-in", "read_only", state.readOnly));
      case "robots" -> robots.answer(asked, who, parts);
      case "labels" -> labels.answer(asked, who, parts);
      case "quotas" -> projects.quotas(asked, who);
      case "projects" ->
          parts.size() >= 6 && parts.get(2).equals("repositories")
              ? artifacts.answer(asked, who, parts)
              : parts.size() <= 2 ? projects.answer(asked, who, parts) : unknown(asked);
      default -> unknown(asked);
    };
  }

  static Reply unknown(Asked asked) {
    return Reply.error(404, "NOT_FOUND", "path %s was not found".formatted(asked.path()));
  }

  private Reply health() {
    List<Map<String, String>> parts = new ArrayList<>();
    for (String name :
        List.of("core", "portal", "jobservice", "registry", "registryctl", "database", "redis")) {
      parts.add(
          state.sick.contains(name)
              ? Map.of("name", name, "status", "unhealthy", "error", "cannot be reached")
              : Map.of("name", name, "status", "healthy"));
    }
    return Reply.json(
        200, Map.of("status", state.sick.isEmpty() ? "healthy" : "unhealthy", "components", parts));
  }

  static JsonNode body(Asked asked) {
    try {
      return JSON.readTree(asked.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One page of a list, as all of Harbor's lists are answered. */
  static <T> Reply page(Asked asked, List<T> all, Function<T, Object> view) {
    int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
    int size = Integer.parseInt(asked.query().getOrDefault("page_size", "10"));
    if (size > 100) {
      return Reply.error(422, "UNPROCESSABLE_ENTITY", "page_size should be less than 100");
    }
    List<T> part = all.stream().skip((page - 1L) * size).limit(size).toList();
    Reply reply =
        Reply.json(200, part.stream().map(view).toList())
            .with("X-Total-Count", String.valueOf(all.size()));
    String here = Asked.decoded(asked.path());
    return (long) page * size < all.size()
        ? reply.with(
            "Link", "<%s?page=%d&page_size=%d>; rel=\"next\"".formatted(here, page + 1, size))
        : reply;
  }
}
