package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.BaseImages;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.ToolFiles;
import dev.clickdeploy.adapter.railpack.version.VersionChoice;
import dev.clickdeploy.adapter.railpack.version.VersionTable;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is to be planned, for one provider: the files, what the service wants, and what is noted.
 *
 * @param table versions and images of tools
 * @param locked version by tool that an earlier plan of the service chose
 * @param kinds every kind of app that is known
 * @param notes why the plan becomes as it is; fresh for each provider
 */
public record App(
    SourceFiles files,
    Settings settings,
    VersionTable table,
    Map<String, String> locked,
    BaseImages images,
    Notes notes,
    ToolFiles toolFiles,
    List<Kind> kinds) {
  public App {
    locked = Map.copyOf(locked);
    kinds = List.copyOf(kinds);
  }

  /** The same app, with nothing noted yet but what its settings gave cause for. */
  public App fresh() {
    Notes anew = new Notes();
    notes.evidence().forEach(e -> anew.because(e.decision(), e.because()));
    notes.warnings().forEach(anew::warn);
    return new App(files, settings, table, locked, images, anew, toolFiles, kinds);
  }

  /** Kinds other than one's own that the root looks like, such as {@code Go (go.mod)}. */
  public List<String> others(Kind own) {
    return kinds.stream()
        .filter(kind -> !kind.equals(own))
        .flatMap(kind -> kind.shownBy(files).map(file -> kind.label() + " (" + file + ")").stream())
        .toList();
  }

  /**
   * Chooses the version of a tool and notes why; the precedence is that of the version package.
   *
   * @param own wishes in the language's own files, the strongest first
   */
  public ToolVersion tool(String name, List<Wish> own) {
    return new VersionChoice(table, locked, notes).choose(name, wishes(name, own));
  }

  /** Every wish for a tool, the strongest first, for tools whose versions are no plain numbers. */
  public List<Wish> wishes(String name, List<Wish> own) {
    List<Wish> wishes = new ArrayList<>(settings.versions(name));
    wishes.addAll(toolFiles.wishes(name));
    wishes.addAll(own);
    return wishes;
  }

  /** The image of a tool in a version, from the mirror where one can have it. */
  public String image(ToolVersion tool) {
    String image = table.tool(tool.name()).image();
    if (image == null) {
      throw new IllegalArgumentException("the version table has no image for " + tool.name());
    }
    return images.named(image.replace("{version}", tool.version()));
  }
}
