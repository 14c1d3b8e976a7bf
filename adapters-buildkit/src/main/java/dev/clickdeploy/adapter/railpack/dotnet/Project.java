package dev.clickdeploy.adapter.railpack.dotnet;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.source.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project file (learn.microsoft.com, "MSBuild reference for .NET SDK projects").
 *
 * @param path of letters, digits, spaces and {@code .+_-} only
 * @param values texts by the path of their element
 */
record Project(String path, Map<String, List<String>> values) {
  static final Pattern FILE =
      Pattern.compile(
          "(?:[A-Za-z0-9_.+-][A-Za-z0-9_.+ -]*/)*[A-Za-z0-9_.+-][A-Za-z0-9_.+"
              + " -]*\\.(?:cs|fs|vb)proj");
  private static final Pattern FRAMEWORK =
      Pattern.compile("net(?:coreapp)?([0-9]+\\.[0-9]+)(-.*)?");
  private static final String SHARED = "Directory.Build.props";

  static Project read(SourceFiles files, String path) {
    return new Project(path, Xml.read(files, path).orElse(Map.of()));
  }

  /** The name of the program. */
  String assembly() {
    String file = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[a-z]+$", "");
    return property("AssemblyName").filter(n -> n.matches("[A-Za-z0-9_.+-]+")).orElse(file);
  }

  /** The directory with a final slash, empty for the root. */
  String directory() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Whether it is for .NET Framework, which only Windows has. */
  boolean isOld() {
    return property("TargetFrameworkVersion").isPresent();
  }

  boolean isWeb() {
    return sdk().equals("Microsoft.NET.Sdk.Web")
        || values
            .getOrDefault("ItemGroup/FrameworkReference/@Include", List.of())
            .contains("Microsoft.AspNetCore.App");
  }

  boolean isTest() {
    return property("IsTestProject").filter("true"::equalsIgnoreCase).isPresent()
        || uses("Microsoft.NET.Test.Sdk");
  }

  /** Whether it makes a program. */
  boolean isRunnable() {
    return !isTest()
        && (isWeb()
            || sdk().equals("Microsoft.NET.Sdk.Worker")
            || property("OutputType").filter("Exe"::equalsIgnoreCase).isPresent());
  }

  /** Whether it references a package. */
  boolean uses(String name) {
    return values.getOrDefault("ItemGroup/PackageReference/@Include", List.of()).contains(name);
  }

  /** Versions of .NET that it is made for, its own or the repository's. */
  List<String> frameworks(SourceFiles files) {
    List<String> own = frameworks(values);
    return own.isEmpty() ? frameworks(Xml.read(files, SHARED).orElse(Map.of())) : own;
  }

  /** The first framework that is for Windows or a device. */
  Optional<String> foreign() {
    return targets(values)
        .filter(t -> FRAMEWORK.matcher(t).matches() && t.contains("-"))
        .findFirst();
  }

  private static List<String> frameworks(Map<String, List<String>> values) {
    return targets(values)
        .map(FRAMEWORK::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .toList();
  }

  private static Stream<String> targets(Map<String, List<String>> values) {
    return Stream.of("TargetFramework", "TargetFrameworks")
        .flatMap(name -> values.getOrDefault("PropertyGroup/" + name, List.of()).stream())
        .flatMap(text -> Stream.of(text.split(";")))
        .map(String::strip);
  }

  private String sdk() {
    return values.getOrDefault("@Sdk", List.of("")).get(0);
  }

  private Optional<String> property(String name) {
    return values.getOrDefault("PropertyGroup/" + name, List.of()).stream().findFirst();
  }
}
