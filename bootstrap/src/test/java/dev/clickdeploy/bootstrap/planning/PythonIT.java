package dev.clickdeploy.bootstrap.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** A server with a dependency that lies in the repository, so that no package index is needed. */
class PythonIT {
  private static final String WHEEL = "vendor/greeting-1.0-py3-none-any.whl";
  private static final String MAIN =
      """
      import os
      from wsgiref.simple_server import make_server

      from greeting import greet


      def answer(environ, start_response):
          start_response("200 OK", [("Content-Type", "text/plain")])
          return [greet(environ["PATH_INFO"].strip("/")).encode()]


      make_server("0.0.0.0", int(os.environ["PORT"]), answer).serve_forever()
      """;

  @Test
  void a_server_answers_with_what_pip_installed_and_stops_when_it_is_asked_to() throws IOException {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("requirements.txt", "./" + WHEEL + "\n", "main.py", MAIN))
            .with(WHEEL, wheel());

    try (Trial trial = Trial.of("python", tree)) {
      assertThat(trial.get("/Ada")).isEqualTo("greetings, Ada");
      assertThat(trial.inside("id", "-u")).isEqualTo("1000\n");
      assertThat(trial.inside("python", "-c", "import greeting; print(greeting.__file__)"))
          .startsWith("/app/.venv/lib/python3.13/site-packages/");
      assertThat(trial.stop()).isNotEqualTo(137);
    }

    try (Trial changed = Trial.of("python", tree.with("main.py", MAIN + "\n# changed\n"))) {
      assertThat(changed.get("/Grace")).isEqualTo("greetings, Grace");
      assertThat(changed.buildLog())
          .anyMatch(line -> line.contains("CACHED") && line.contains("pip install"));
    }
  }

  /** packaging.python.org, "Binary distribution format". */
  private static byte[] wheel() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("greeting.py", "def greet(name):\n    return 'greetings, ' + name\n");
    files.put(
        "greeting-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n");
    files.put(
        "greeting-1.0.dist-info/WHEEL",
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    files.put(
        "greeting-1.0.dist-info/RECORD",
        """
        greeting.py,,
        greeting-1.0.dist-info/METADATA,,
        greeting-1.0.dist-info/WHEEL,,
        greeting-1.0.dist-info/RECORD,,
        """);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(1_700_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
