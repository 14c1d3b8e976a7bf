package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.GrantedAccess;
import java.util.List;
import java.util.Optional;

/**
 * What a request needs (distribution/distribution, docs/content/spec/auth/scope.md), of the form
 * {@code repository:name:action,action}.
 */
record Scope(String type, String name, List<String> actions) {
  Scope {
    actions = List.copyOf(actions);
  }

  static Scope parse(String text) {
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    return new Scope(
        text.substring(0, first),
        text.substring(first + 1, last),
        List.of(text.substring(last + 1).split(",")));
  }

  /** Such as {@code pull and push in a/b}. */
  String inWords() {
    return "%s in %s".formatted(String.join(" and ", actions), name);
  }

  /** What is wrong with a token that does not open it; empty where the token does not tell. */
  String missing(Optional<GrantedAccess> granted) {
    if (granted.isEmpty()) {
      return "it does not accept its token service's token to " + inWords();
    }
    List<String> given = granted.get().actions(type, name);
    List<String> missing = actions.stream().filter(action -> !given.contains(action)).toList();
    if (missing.isEmpty()) {
      return "it does not accept its token service's token, although that allows to " + inWords();
    }
    return "its token service allows to %s in %s, and %s is missing"
        .formatted(
            given.isEmpty() ? "do nothing" : String.join(" and ", given),
            name,
            String.join(" and ", missing));
  }
}
