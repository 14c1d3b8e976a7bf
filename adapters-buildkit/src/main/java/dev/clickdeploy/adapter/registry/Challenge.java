package dev.clickdeploy.adapter.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server wants to be sent (RFC 9110 §11.6.1, WWW-Authenticate).
 *
 * @param scheme lower-case
 * @param parameters by lower-case name
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** A parameter, or a scheme where no equals sign follows. */
  private static final Pattern PART =
      Pattern.compile(
          "\\G[\\s,]*+(TOKEN)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(TOKEN)))?+"
              .replace("TOKEN", TOKEN));

  private static final int MAX_LENGTH = 8_000;

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /**
   * All challenges of all these headers, in order; what follows something malformed is left out.
   */
  static List<Challenge> parse(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      if (header.length() <= MAX_LENGTH) {
        parse(header, challenges);
      }
    }
    return challenges;
  }

  private static void parse(String header, List<Challenge> into) {
    Matcher part = PART.matcher(header);
    String scheme = "";
    Map<String, String> parameters = new LinkedHashMap<>();
    while (part.find()) {
      String name = part.group(1).toLowerCase(Locale.ROOT);
      String value =
          part.group(2) == null ? part.group(3) : part.group(2).replaceAll("\\\\(.)", "$1");
      if (value != null) {
        parameters.putIfAbsent(name, value);
        continue;
      }
      add(scheme, parameters, into);
      scheme = name;
      parameters = new LinkedHashMap<>();
    }
    add(scheme, parameters, into);
  }

  private static void add(String scheme, Map<String, String> parameters, List<Challenge> into) {
    if (!scheme.isEmpty()) {
      into.add(new Challenge(scheme, parameters));
    }
  }

  static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(challenge -> challenge.scheme().equals(scheme)).findFirst();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }
}
