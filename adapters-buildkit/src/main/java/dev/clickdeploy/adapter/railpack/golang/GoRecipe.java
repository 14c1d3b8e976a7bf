package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that the Dockerfile of a Go program depends on.
 *
 * @param output the program, relative to the app
 * @param variables of build and program beside the service's
 * @param alone whether the image has nothing of the app but the program
 */
record GoRecipe(
    ToolVersion version,
    GoModules modules,
    Optional<ChosenCommand> install,
    Optional<ChosenCommand> build,
    ChosenCommand start,
    String output,
    Map<String, String> variables,
    Optional<String> framework,
    boolean alone) {
  GoRecipe {
    variables = new TreeMap<>(variables);
  }
}
