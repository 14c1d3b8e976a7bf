package dev.clickdeploy.model.service;

import java.util.Arrays;

/**
 * A pattern of paths. All its readings are followed at once, so that no pattern of a user's can
 * make the comparison long.
 */
final class Glob {
  private static final int ONE = -1;
  private static final int IN_NAME = -2;
  private static final int ANY = -3;
  private static final int DIRECTORIES = -4;

  /** Characters, and what stands for several. */
  private final int[] steps;

  Glob(String pattern) {
    String clean = clean(pattern);
    int[] read = new int[clean.length()];
    int count = 0;
    for (int i = 0; i < clean.length(); count++) {
      if (clean.startsWith("**/", i)) {
        read[count] = DIRECTORIES;
        i += 3;
      } else if (clean.startsWith("**", i)) {
        read[count] = ANY;
        i += 2;
      } else {
        char c = clean.charAt(i++);
        read[count] = c == '*' ? IN_NAME : c == '?' ? ONE : c;
      }
    }
    steps = Arrays.copyOf(read, count);
  }

  /** Without slashes at the ends, and without {@code ./} before it. */
  static String clean(String pattern) {
    return pattern.replaceFirst("^(\\./)+", "").replaceAll("^/+|/+$", "");
  }

  /** Whether it stands for this path or for a directory above it. */
  boolean matches(String path) {
    boolean[] at = new boolean[steps.length + 1];
    at[0] = true;
    skipEmpty(at, true);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/' && at[steps.length]) {
        return true;
      }
      at = after(at, c);
      skipEmpty(at, c == '/');
    }
    return at[steps.length];
  }

  private boolean[] after(boolean[] at, char c) {
    boolean[] next = new boolean[at.length];
    for (int i = 0; i < steps.length; i++) {
      if (at[i]) {
        switch (steps[i]) {
          case ONE -> next[i + 1] |= c != '/';
          case IN_NAME -> next[i] |= c != '/';
          case ANY, DIRECTORIES -> next[i] = true;
          default -> next[i + 1] |= c == steps[i];
        }
      }
    }
    return next;
  }

  /** What stands for several characters may stand for none; directories end where a name begins. */
  private void skipEmpty(boolean[] at, boolean nameBegins) {
    for (int i = 0; i < steps.length; i++) {
      boolean mayEnd =
          steps[i] == IN_NAME || steps[i] == ANY || (steps[i] == DIRECTORIES && nameBegins);
      at[i + 1] |= at[i] && mayEnd;
    }
  }
}
