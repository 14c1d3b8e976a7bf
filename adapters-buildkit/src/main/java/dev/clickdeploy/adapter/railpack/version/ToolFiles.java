package dev.clickdeploy.adapter.railpack.version;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.source.Toml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files in which version managers keep versions of any tool: mise's configuration
 * (mise.jdx.dev, "Configuration"), then asdf's {@code .tool-versions}. Read once per app.
 */
public final class ToolFiles {
  private static final List<String> MISE =
      List.of(
          "mise.toml",
          ".mise.toml",
          "mise/config.toml",
          ".mise/config.toml",
          ".config/mise.toml",
          ".config/mise/config.toml");
  private static final String ASDF = ".tool-versions";

  /** Names that the files have for tools of ours. */
  private static final Map<String, String> NAMES =
      Map.of("nodejs", "node", "golang", "go", "openjdk", "java", "dotnet-core", "dotnet");

  private final Map<String, Wish> mise;
  private final Map<String, Wish> asdf;

  private ToolFiles(Map<String, Wish> mise, Map<String, Wish> asdf) {
    this.mise = mise;
    this.asdf = asdf;
  }

  /** Reads the files of an app; what is malformed is warned about. */
  public static ToolFiles read(SourceFiles files, Notes notes) {
    Map<String, Wish> mise = new LinkedHashMap<>();
    for (String path : files.present(MISE)) {
      Optional<JsonNode> toml = files.text(path).flatMap(Toml::parse);
      if (toml.isEmpty()) {
        notes.warn(path + " is no TOML of at most 1 MB; it is ignored");
      }
      toml.ifPresent(root -> tools(root.path("tools"), path, mise));
    }
    Map<String, Wish> asdf = new LinkedHashMap<>();
    files.text(ASDF).orElse("").lines().forEach(line -> tool(line, asdf));
    return new ToolFiles(mise, asdf);
  }

  /** Wishes for a tool, the strongest first. */
  public List<Wish> wishes(String tool) {
    return Stream.of(mise, asdf).flatMap(file -> Stream.ofNullable(file.get(tool))).toList();
  }

  /** Names of all tools that the files ask for. */
  public List<String> tools() {
    return Stream.concat(mise.keySet().stream(), asdf.keySet().stream()).distinct().toList();
  }

  private static void tools(JsonNode tools, String path, Map<String, Wish> into) {
    for (Map.Entry<String, JsonNode> tool : tools.properties()) {
      JsonNode value = tool.getValue().isArray() ? tool.getValue().path(0) : tool.getValue();
      String version = (value.isObject() ? value.path("version") : value).asText();
      if (!version.isBlank()) {
        into.putIfAbsent(tool(tool.getKey()), Wish.of(version, path));
      }
    }
  }

  private static void tool(String line, Map<String, Wish> into) {
    String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
    if (words.length > 1) {
      into.putIfAbsent(tool(words[0]), Wish.of(words[1], ASDF));
    }
  }

  /** The name that a tool has here, by one that people or version managers write. */
  public static String tool(String written) {
    String plain = written.replaceFirst("^(?:core|asdf):", "");
    return NAMES.getOrDefault(plain, plain);
  }
}
