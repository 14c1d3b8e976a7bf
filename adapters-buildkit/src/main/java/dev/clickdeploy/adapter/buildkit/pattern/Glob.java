package dev.clickdeploy.adapter.buildkit.pattern;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One pattern as a regular expression over a whole path: {@code *} and {@code ?} stay within a
 * name, {@code **} crosses directories, {@code [a-z]} and {@code [^a-z]} are sets, a backslash
 * takes the next character as it is (moby/patternmatcher, Pattern.compile).
 */
final class Glob {
  private static final String LITERAL = ".+()|{}$^&#";

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private Glob(String glob) {
    this.glob = glob;
  }

  /**
   * Translates a pattern.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  static Pattern compile(String glob) {
    try {
      return Pattern.compile(new Glob(glob).translated(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw malformed(glob);
    }
  }

  private static IllegalArgumentException malformed(String glob) {
    return new IllegalArgumentException("'" + glob + "' is not a valid pattern of .dockerignore");
  }

  private String translated() {
    if (isPlainSuffix()) {
      return ".*" + Pattern.quote(glob.substring(2));
    }
    while (at < glob.length()) {
      char next = glob.charAt(at++);
      switch (next) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> set();
        case ']' -> throw malformed(glob);
        case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : fail());
        default -> literal(next);
      }
    }
    return regex.toString();
  }

  /** {@code **} right before a text without any other wildcard is taken as "ends with". */
  private boolean isPlainSuffix() {
    return glob.startsWith("**")
        && !glob.startsWith("**/")
        && glob.substring(2).chars().noneMatch(c -> "*?[]\\".indexOf(c) >= 0);
  }

  private void star() {
    if (!peek('*')) {
      regex.append("[^/]*");
      return;
    }
    at++;
    if (peek('/')) {
      at++;
    }
    regex.append(at == glob.length() ? ".*" : "(?:.*/)?");
  }

  private void set() {
    regex.append('[');
    if (peek('^')) {
      at++;
      regex.append('^');
    }
    for (boolean first = true; first || !peek(']'); first = false) {
      char member = at < glob.length() ? glob.charAt(at++) : fail();
      if (member == '\\') {
        member = at < glob.length() ? glob.charAt(at++) : fail();
        regex.append('\\');
      } else if (member == '[' || member == '&' || member == ']') {
        regex.append('\\');
      }
      regex.append(member);
    }
    at++;
    regex.append(']');
  }

  private boolean peek(char wanted) {
    return at < glob.length() && glob.charAt(at) == wanted;
  }

  private void literal(char c) {
    if (LITERAL.indexOf(c) >= 0 || "*?[]\\".indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }

  private char fail() {
    throw malformed(glob);
  }
}
