package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Apps of every kind with a file that is meant to do harm. */
public final class HostileTrees {
  /** Apps by the file in which something is put; what they need beside it is after the colon. */
  private static final List<String> FILES =
      List.of(
          "pom.xml: src/main/java/A.java",
          "build.gradle: settings.gradle",
          "gradle/wrapper/gradle-wrapper.properties: gradlew",
          "Cargo.toml: src/main.rs",
          "rust-toolchain: src/main.rs Cargo.toml",
          "deno.json: main.ts",
          "a.csproj: Program.cs",
          "global.json: a.csproj",
          "mix.exs: mix.lock",
          "CMakeLists.txt: main.cpp",
          "meson.build: main.cpp",
          "gleam.toml: src/a.gleam",
          "start.sh: x",
          ".java-version: pom.xml",
          ".sdkmanrc: pom.xml",
          ".elixir-version: mix.exs",
          "go.mod: main.go",
          "go.work: go.mod main.go",
          "main.go: go.mod",
          "composer.json: index.php",
          "composer.lock: composer.json index.php",
          ".php-version: index.php",
          "Gemfile: config.ru",
          "Gemfile.lock: Gemfile config.ru",
          "config/application.rb: Gemfile",
          ".ruby-version: Gemfile config.ru",
          "requirements.txt: main.py",
          "pyproject.toml: main.py",
          "Pipfile: main.py",
          "uv.lock: main.py pyproject.toml",
          "main.py: requirements.txt",
          "runtime.txt: main.py",
          "package.json: server.js",
          "package-lock.json: package.json server.js",
          "pnpm-lock.yaml: package.json server.js",
          "pnpm-workspace.yaml: package.json server.js",
          "nx.json: package.json server.js",
          "angular.json: package.json server.js",
          ".nvmrc: package.json server.js",
          "index.html: a.css",
          "Staticfile: index.html",
          "Procfile: package.json server.js",
          "railpack.json: index.html",
          "mise.toml: package.json server.js",
          ".tool-versions: main.py");

  private static final Map<String, String> PLAIN =
      Map.of(
          "Cargo.toml",
          "[package]\nname = \"a\"\n",
          "package.json",
          "{\"scripts\":{\"start\":\"node server.js\",\"build\":\"ng build\"}}",
          "composer.json",
          "{}",
          "pom.xml",
          "<project/>");

  private HostileTrees() {}

  /** The apps, each without the file by whose name it goes. */
  static Map<String, InMemoryTree> apps() {
    Map<String, InMemoryTree> apps = new TreeMap<>();
    for (String line : FILES) {
      String[] parts = line.split(": ", 2);
      InMemoryTree tree = InMemoryTree.empty();
      for (String path : parts[1].split(" ")) {
        tree = tree.with(path, PLAIN.getOrDefault(path, ""));
      }
      apps.put(parts[0], tree);
    }
    return apps;
  }

  /** Each app with each of the contents in its file; one at a time, for they are large. */
  public static Stream<AppTree> all() {
    Map<String, byte[]> contents = contents();
    return apps().entrySet().stream()
        .flatMap(
            app ->
                contents.entrySet().stream()
                    .map(
                        content ->
                            new AppTree(
                                content.getKey() + " in " + app.getKey(),
                                app.getValue().with(app.getKey(), content.getValue()),
                                BuildSettings.DETECT)));
  }

  /** What may be in a file, by what it is. */
  static Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("10 MB of zeros", new byte[10_000_000]);
    contents.put("10 MB of text", "a = \"b\"\n".repeat(1_250_000).getBytes(StandardCharsets.UTF_8));
    contents.put(
        "bytes that are no UTF-8", new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, 0x28});
    texts().forEach((kind, text) -> contents.put(kind, text.getBytes(StandardCharsets.UTF_8)));
    return contents;
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("1 MB of spaces", " ".repeat(1_000_000));
    texts.put("1 MB of lines", "\n".repeat(1_000_000));
    texts.put("Windows' line ends", "\uFEFF\r\n\r\nweb: a\r\n");
    texts.put("deep arrays", "[".repeat(500_000));
    texts.put("deep objects", "{\"a\":".repeat(150_000) + "1" + "}".repeat(150_000));
    texts.put("deep elements", "<a>".repeat(300_000));
    texts.put("a bomb of YAML", yamlBomb());
    Stream.of(
            "a = ",
            "app: ",
            "releases: [ ",
            "- 'a*b*c*'\n",
            "gem 'a', ",
            "use (\n",
            "&a *a ",
            "\"",
            "'",
            "#")
        .forEach(
            part -> texts.put("much of " + part.strip(), part.repeat(900_000 / part.length())));
    return texts;
  }

  private static String yamlBomb() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      bomb.append("%1$c: &%1$c [*%2$c,*%2$c,*%2$c,*%2$c,*%2$c,*%2$c]\n".formatted(c, c - 1));
    }
    return bomb.toString();
  }
}
