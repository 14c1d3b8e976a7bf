package dev.clickdeploy.bootstrap.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What an earlier demo left for the next one, so that it finds its service and every cache again.
 */
final class DemoState {
  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final ObjectNode values;

  DemoState(Path directory) {
    this.file = directory.resolve("demo.json");
    this.values = read();
  }

  private ObjectNode read() {
    try {
      return Files.exists(file) && json.readTree(file.toFile()) instanceof ObjectNode stored
          ? stored
          : json.createObjectNode();
    } catch (IOException e) {
      // an unreadable state only costs the caches
      return json.createObjectNode();
    }
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).map(v -> v.asText());
  }

  Optional<Secret> secret(String name) {
    return get(name).map(Secret::of);
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  void save() {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      json.writeValue(file.toFile(), values);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's state cannot be kept in " + file, e);
    }
  }
}
