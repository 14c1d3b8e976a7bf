package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.ToolFiles;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What overrides detection: the service's settings, then {@code RAILPACK_*} among its variables,
 * then the repository's {@code railpack.json}.
 */
public final class Settings {
  private static final String OWN = "the service's settings";

  private final BuildSettings service;
  private final RailpackVariables variables;
  private final RailpackFile file;

  private Settings(BuildSettings service, RailpackVariables variables, RailpackFile file) {
    this.service = service;
    this.variables = variables;
    this.file = file;
  }

  /** Reads railpack.json and warns about settings that mean nothing here. */
  public static Settings of(BuildSettings service, SourceFiles files, Notes notes) {
    RailpackVariables variables = RailpackVariables.of(service.overrides().environment(), notes);
    return new Settings(
        service, variables, RailpackFile.read(files, variables.option("CONFIG_FILE"), notes));
  }

  /** What was set for the service itself. */
  public BuildSettings service() {
    return service;
  }

  /** Who is to plan. */
  public Optional<String> provider() {
    return Optional.ofNullable(overrides().provider()).or(file::provider);
  }

  /** What replaces the installation of dependencies. */
  public Optional<CommandOverride> install() {
    return command(service.installCommand(), "INSTALL_CMD", file.install());
  }

  /** What replaces the build. */
  public Optional<CommandOverride> build() {
    return command(service.buildCommand(), "BUILD_CMD", file.build());
  }

  /** What replaces the start command. */
  public Optional<CommandOverride> start() {
    return command(service.startCommand(), "START_CMD", file.start());
  }

  /** Wishes for a tool, the strongest first. */
  public List<Wish> versions(String tool) {
    List<Wish> wishes = new ArrayList<>();
    Wish.in(named(overrides().versions(), tool), OWN).forEach(wishes::add);
    variables.version(tool).ifPresent(wishes::add);
    Wish.in(named(file.packages(), tool), RailpackFile.FILE).forEach(wishes::add);
    return wishes;
  }

  /** Tools go by more names than one, such as {@code nodejs}. */
  private static Optional<String> named(Map<String, String> versions, String tool) {
    return new TreeMap<>(versions)
        .entrySet().stream()
            .filter(version -> ToolFiles.tool(version.getKey()).equals(tool))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  /** Tools that the settings ask for, whether or not a provider knows them. */
  public List<String> tools() {
    return Stream.of(
            overrides().versions().keySet(),
            variables.packages().keySet(),
            variables.versioned(),
            file.packages().keySet())
        .flatMap(names -> names.stream())
        .map(ToolFiles::tool)
        .distinct()
        .sorted()
        .toList();
  }

  /** Debian packages for the build. */
  public List<String> buildPackages() {
    return all(
        overrides().buildPackages(), variables.words("BUILD_APT_PACKAGES"), file.buildPackages());
  }

  /** Debian packages for the image. */
  public List<String> runtimePackages() {
    return all(
        overrides().runtimePackages(),
        variables.words("DEPLOY_APT_PACKAGES"),
        file.runtimePackages());
  }

  /** Names of secrets that a step is to see, {@code install} or {@code build}. */
  public List<String> secrets(String step) {
    return file.secrets(step);
  }

  /** Variables of build and image, by name. */
  public Map<String, String> variables() {
    Map<String, String> all = new TreeMap<>(file.variables());
    all.putAll(variables.ordinary());
    return all;
  }

  /** A setting that Railpack names {@code RAILPACK_} and this, such as {@code GO_BIN}. */
  public Optional<String> option(String name) {
    return variables.option(name);
  }

  /** Whether such a setting is on: there, and neither empty, 0 nor false. */
  public boolean isOn(String name) {
    return option(name).filter(value -> !value.matches("(?i)0|false|no|off")).isPresent();
  }

  private PlanOverrides overrides() {
    return service.overrides();
  }

  private Optional<CommandOverride> command(
      @org.jspecify.annotations.Nullable String own,
      String option,
      Optional<CommandOverride> inFile) {
    return Optional.ofNullable(own)
        .map(text -> new CommandOverride(List.of(text), OWN))
        .or(
            () ->
                option(option)
                    .map(text -> new CommandOverride(List.of(text), "RAILPACK_" + option)))
        .or(() -> inFile);
  }

  private static List<String> all(List<String> service, List<String> variables, List<String> file) {
    return Stream.of(service, variables, file)
        .flatMap(List::stream)
        .filter(PlanOverrides::isPackage)
        .distinct()
        .sorted()
        .toList();
  }
}
