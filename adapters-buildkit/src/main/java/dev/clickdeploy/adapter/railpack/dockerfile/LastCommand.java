package dev.clickdeploy.adapter.railpack.dockerfile;

import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the last command of a list such as {@code migrate && serve}, which a shell may be replaced
 * by. What is more than a list of simple commands is left to the shell.
 */
final class LastCommand {
  private static final Pattern BEYOND_LISTS =
      Pattern.compile("[()`\\n|#]|<<|(?<!\\$)\\{|(?<![&>])&(?![&>])|;;");
  private static final Set<String> WORDS_OF_THE_SHELL =
      Set.of(
          "if",
          "then",
          "elif",
          "else",
          "fi",
          "for",
          "while",
          "until",
          "do",
          "done",
          "case",
          "esac",
          "function",
          "!",
          "[[",
          "trap");

  private LastCommand() {}

  /** Where it begins; empty when there is none, or more than simple commands. */
  static OptionalInt of(String text) {
    String bare = withoutQuoted(text);
    if (BEYOND_LISTS.matcher(bare).find()) {
      return OptionalInt.empty();
    }
    int start = 0;
    for (int i = 0; i < bare.length(); i++) {
      if (bare.charAt(i) == ';' || bare.startsWith("&&", i)) {
        if (isOfTheShell(bare.substring(start, i))) {
          return OptionalInt.empty();
        }
        i += bare.charAt(i) == ';' ? 0 : 1;
        start = i + 1;
      }
    }
    while (start < bare.length() && bare.charAt(start) == ' ') {
      start++;
    }
    boolean none = start == bare.length() || isOfTheShell(bare.substring(start));
    return none ? OptionalInt.empty() : OptionalInt.of(start);
  }

  private static boolean isOfTheShell(String command) {
    return WORDS_OF_THE_SHELL.contains(command.strip().split("\\s+", 2)[0]);
  }

  /** The text with every quoted character as an underscore; one that runs commands shows it. */
  private static String withoutQuoted(String text) {
    StringBuilder bare = new StringBuilder(text);
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        bare.setCharAt(i, '_');
      } else if (c == '\\' && quote != '\'') {
        bare.setCharAt(i++, '_');
        if (i < text.length()) {
          bare.setCharAt(i, '_');
        }
      } else if (quote != 0) {
        boolean runs = quote == '"' && (c == '`' || text.startsWith("$(", i));
        bare.setCharAt(i, runs ? '`' : '_');
        quote = c == quote ? 0 : quote;
      }
    }
    return quote == 0 ? bare.toString() : "`";
  }
}
