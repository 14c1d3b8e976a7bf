package dev.clickdeploy.adapter.railpack.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The versions of every tool, and the official images that have them. */
public final class VersionTable {
  private static final String SHIPPED = "versions.table";
  private final Map<String, ToolLine> tools;

  private VersionTable(Map<String, ToolLine> tools) {
    this.tools = Map.copyOf(tools);
  }

  /** The table that ships with us. */
  public static VersionTable shipped() {
    try (InputStream in = VersionTable.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException(SHIPPED + " is missing beside its class");
      }
      return new VersionTable(
          TableText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * This table with the tools of a text in its form taking the place of those of equal name.
   *
   * @throws IllegalArgumentException that names the line that is none
   */
  public VersionTable with(String text) {
    Map<String, ToolLine> all = new HashMap<>(tools);
    all.putAll(TableText.read(text));
    return new VersionTable(all);
  }

  /** What is known of a tool. */
  public Optional<ToolLine> find(String tool) {
    return Optional.ofNullable(tools.get(tool));
  }

  /**
   * What is known of a tool that a provider relies on.
   *
   * @throws IllegalArgumentException when the table lacks it
   */
  public ToolLine tool(String tool) {
    return find(tool)
        .orElseThrow(
            () -> new IllegalArgumentException("the version table has no tool '" + tool + "'"));
  }
}
