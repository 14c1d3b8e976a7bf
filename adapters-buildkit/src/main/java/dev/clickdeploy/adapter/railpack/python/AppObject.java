package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The object that a server of WSGI or ASGI imports.
 *
 * @param path of its module
 * @param name of the variable, or of the function that makes it
 */
record AppObject(String path, String name, boolean factory) {
  static final Pattern ASGI =
      assigned("FastAPI|FastHTML|Starlette|Litestar|Quart", "|,[ ]*\\w+[ ]*=[ ]*fast_app\\(");
  static final Pattern WSGI = assigned("Flask|Bottle|OpenAPI|APIFlask", "");

  private static final Pattern FACTORY_CALL =
      Pattern.compile("(?m)^(app|application|api)[ ]*(?::[^=\n]{1,80})?=[ ]*(?!None)[A-Za-z_]");
  private static final Pattern IMPORTED =
      Pattern.compile("(?m)^from [\\w.]{1,200} import [^\n]{0,200}?\\b(app|application)\\b");
  private static final Pattern FACTORY = Pattern.compile("(?m)^def (create_app|make_app)\\(");
  private static final int HEAD = 200 * 1024;

  private static Pattern assigned(String types, String or) {
    return Pattern.compile(
        "(?m)^(\\w{1,100})[ ]*(?:(?::[^=\n]{1,80})?=[ ]*(?:\\w{1,100}\\.)?(?:"
            + types
            + ")\\("
            + or
            + ")");
  }

  /** The first of the places with such an object; one that is made by a call is a guess. */
  static Optional<AppObject> find(SourceFiles files, List<String> places, Pattern made) {
    return find(files, places, made, false)
        .or(() -> find(files, places, FACTORY_CALL, false))
        .or(() -> find(files, places, IMPORTED, false))
        .or(() -> find(files, places, FACTORY, true));
  }

  private static Optional<AppObject> find(
      SourceFiles files, List<String> places, Pattern form, boolean factory) {
    for (String path : files.present(places)) {
      Matcher found = form.matcher(files.head(path, HEAD));
      if (found.find()) {
        return Optional.of(new AppObject(path, found.group(1), factory));
      }
    }
    return Optional.empty();
  }

  /** {@code module:object}. */
  String reference() {
    String module = path.replaceFirst("^src/", "").replaceFirst("(?:/__init__)?\\.py$", "");
    return module.replace('/', '.') + ":" + name;
  }

  /** The directory from which the module is imported; empty for the root. */
  String directory() {
    return path.startsWith("src/") ? "src" : "";
  }

  /** The option that says so. */
  String below(String option) {
    return directory().isEmpty() ? "" : option + " " + directory() + " ";
  }

  String because() {
    return "%s has %s".formatted(path, name);
  }
}
