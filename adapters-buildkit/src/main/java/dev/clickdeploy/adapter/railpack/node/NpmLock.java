package dev.clickdeploy.adapter.railpack.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What package-lock.json says of the root package (docs.npmjs.com, "package-lock.json", packages).
 * It is the first of a list that may be huge, so only the beginning is read.
 */
final class NpmLock {
  private static final int BEGINNING = 256 * 1024;

  private NpmLock() {}

  /** A dependency of package.json that the lock file does not have so; npm ci refuses that. */
  static Optional<String> outOfStep(SourceFiles files, PackageJson json) {
    Optional<Map<String, String>> locked =
        files.first(new Npm(Optional.empty()).lockfiles()).flatMap(file -> root(files, file));
    return locked.flatMap(
        versions ->
            json.dependencies().stream()
                .filter(name -> json.text("dependencies", name).isPresent())
                .filter(
                    name -> !json.dependency(name).equals(Optional.ofNullable(versions.get(name))))
                .findFirst());
  }

  private static Optional<Map<String, String>> root(SourceFiles files, String file) {
    Map<String, String> versions = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(files.head(file, BEGINNING))) {
      if (!enter(parser, "packages") || !enter(parser, "")) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        if (member.equals("dependencies") || member.equals("devDependencies")) {
          read(parser, versions);
        } else {
          parser.skipChildren();
        }
      }
      return Optional.of(versions);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Goes into the member of this name of the object that begins or goes on here. */
  private static boolean enter(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return parser.currentToken() == JsonToken.START_OBJECT;
      }
      parser.skipChildren();
    }
    return false;
  }

  private static void read(JsonParser parser, Map<String, String> into) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      into.put(name, String.valueOf(parser.getValueAsString()).strip());
    }
  }
}
