package dev.clickdeploy.adapter.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request needs, as a registry works it out (distribution, registry/handlers/app.go). */
record Access(String type, String name, Set<String> actions) {
  private static final Pattern REPOSITORY =
      Pattern.compile("/v2/([^?]+)/(?:manifests/[^/?]+|tags/list|referrers/[^/?]+|blobs/[^?]*)");

  /** All that a request needs; nothing for {@code /v2/} itself. */
  static List<Access> neededBy(String method, String target) {
    List<Access> needed = new ArrayList<>();
    if (target.startsWith("/v2/_catalog")) {
      needed.add(new Access("registry", "catalog", Set.of("*")));
    }
    Matcher repository = REPOSITORY.matcher(target);
    if (repository.lookingAt()) {
      needed.add(new Access("repository", repository.group(1), actions(method)));
      String from = TokenService.Query.of(target).get("from");
      if (from != null) {
        needed.add(new Access("repository", from, Set.of("pull")));
      }
    }
    return needed;
  }

  private static Set<String> actions(String method) {
    return switch (method) {
      case "GET", "HEAD" -> Set.of("pull");
      case "POST", "PUT", "PATCH" -> new LinkedHashSet<>(List.of("pull", "push"));
      case "DELETE" -> Set.of("delete");
      default -> throw new IllegalArgumentException(method);
    };
  }

  /** Of a scope parameter; its name may have colons of its own. */
  static List<Access> parse(String scopes) {
    return Arrays.stream(scopes.split(" "))
        .filter(scope -> !scope.isEmpty())
        .map(
            scope -> {
              int first = scope.indexOf(':');
              int last = scope.lastIndexOf(':');
              return new Access(
                  scope.substring(0, first),
                  scope.substring(first + 1, last),
                  new LinkedHashSet<>(List.of(scope.substring(last + 1).split(","))));
            })
        .toList();
  }

  boolean covers(Access other) {
    return type.equals(other.type) && name.equals(other.name) && actions.containsAll(other.actions);
  }

  /** For a token (distribution, docs/content/spec/auth/jwt.md, "access"). */
  Map<String, Object> claim() {
    return Map.of("type", type, "name", name, "actions", List.copyOf(actions));
  }

  @Override
  public String toString() {
    return "%s:%s:%s".formatted(type, name, String.join(",", actions)).toLowerCase(Locale.ROOT);
  }
}
