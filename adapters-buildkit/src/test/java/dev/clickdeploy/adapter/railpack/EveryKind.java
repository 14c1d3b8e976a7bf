package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The smallest app of each kind, by provider; each is installed, built and started by commands. */
public final class EveryKind {
  /** Kinds that are installed or built, or may be. */
  public static final List<String> PROGRAMS =
      List.of(
          "php", "golang", "java", "rust", "ruby", "elixir", "python", "deno", "dotnet", "node",
          "gleam", "cpp", "shell");

  private static final Map<String, Map<String, String>> FILES = new TreeMap<>();

  static {
    FILES.put("php", Map.of("index.php", "", "composer.json", "{}", "composer.lock", "{}"));
    FILES.put("golang", Map.of("go.mod", "module a\n\ngo 1.25\n", "main.go", "package main\n"));
    FILES.put("java", Map.of("pom.xml", "<project/>", "src/main/java/A.java", ""));
    FILES.put(
        "rust",
        Map.of("Cargo.toml", "[package]\nname = \"a\"\n", "Cargo.lock", "", "src/main.rs", ""));
    FILES.put("ruby", Map.of("Gemfile", "", "Gemfile.lock", "", "config.ru", ""));
    FILES.put("elixir", Map.of("mix.exs", "app: :a, deps: [{:b, \"1\"}]", "mix.lock", ""));
    FILES.put("python", Map.of("main.py", "", "requirements.txt", "flask\n"));
    FILES.put("deno", Map.of("deno.json", "{\"imports\":{\"a\":\"npm:a\"}}", "main.ts", ""));
    FILES.put(
        "dotnet",
        Map.of(
            "a.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup>"
                + "<TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>",
            "Program.cs",
            ""));
    FILES.put(
        "node",
        Map.of(
            "package.json",
            "{\"scripts\":{\"build\":\"tsc\",\"start\":\"node server.js\"}}",
            "package-lock.json",
            "{}",
            "server.js",
            ""));
    FILES.put("gleam", Map.of("gleam.toml", "name = \"a\"\n[dependencies]\nb = \"1\"\n"));
    FILES.put("cpp", Map.of("CMakeLists.txt", "add_executable(a main.cpp)\n", "main.cpp", ""));
    FILES.put("shell", Map.of("start.sh", "#!/bin/bash\nexec true\n"));
    FILES.put("staticfile", Map.of("index.html", "", "a.css", ""));
  }

  private EveryKind() {}

  /** The app of a provider. */
  public static InMemoryTree app(String provider) {
    return InMemoryTree.of(FILES.get(provider));
  }

  /** Every provider. */
  public static List<String> all() {
    return List.copyOf(FILES.keySet());
  }
}
