package dev.clickdeploy.adapter.railpack.version;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version that somebody asks for.
 *
 * @param text a version, a range or an alias, as written
 * @param where it is written, such as {@code engines.node in package.json}
 */
public record Wish(String text, String where, Grammar grammar) {
  private static final int SHOWN = 60;

  public Wish {
    text = text.strip();
  }

  /** A wish in npm's grammar, which plain versions of every other one fit too. */
  public static Wish of(String text, String where) {
    return new Wish(text, where, Grammar.NPM);
  }

  /** The wish in a text that may be absent. */
  public static Stream<Wish> in(Optional<String> text, String where) {
    return text.filter(t -> !t.isBlank()).map(t -> of(t, where)).stream();
  }

  /** The text for people: one short line. */
  public String shown() {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }
}
