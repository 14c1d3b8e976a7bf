package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a pom.xml says (maven.apache.org, "POM reference"), without what it inherits.
 *
 * @param values texts by the path of their element below project
 */
record Pom(Map<String, List<String>> values) {
  static final String FILE = "pom.xml";

  /** Nothing is asked of elements below. */
  private static final int MAX_DEPTH = 12;

  private static final Pattern PROFILE =
      Pattern.compile("profiles/profile/(build/.*)", Pattern.DOTALL);
  private static final List<String> RUNNABLE =
      List.of(
          "spring-boot-maven-plugin",
          "quarkus-maven-plugin",
          "micronaut-maven-plugin",
          "maven-shade-plugin");

  /**
   * Reads a file; empty when there is none.
   *
   * @throws PlanningException when it is too long or no XML, with line and column
   */
  static Optional<Pom> read(SourceFiles files, String path) {
    if (!files.has(path)) {
      return Optional.empty();
    }
    String text =
        files
            .text(path)
            .orElseThrow(
                () ->
                    new PlanningException(
                        path + " is longer than 1 MB", "keep generated data out of " + path));
    try {
      return Optional.of(new Pom(values(text)));
    } catch (XMLStreamException e) {
      throw new PlanningException(
          "%s is not valid XML at line %d, column %d"
              .formatted(path, e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()),
          "correct " + path + "; document types are not allowed in it");
    }
  }

  /** The text of an element, with its properties put in; empty when one of them is not here. */
  Optional<String> text(String path) {
    return all(path).stream().findFirst().flatMap(this::resolved);
  }

  List<String> all(String path) {
    return values.getOrDefault(path, List.of());
  }

  /** Whether the build uses a plugin, by itself or in a profile. */
  boolean hasPlugin(String artifact) {
    return all("build/plugins/plugin/artifactId").contains(artifact);
  }

  /** Whether there is such a profile. */
  boolean hasProfile(String id) {
    return all("profiles/profile/id").contains(id);
  }

  /** Whether the module makes something that can be started. */
  boolean isRunnable() {
    return RUNNABLE.stream().anyMatch(this::hasPlugin)
        || values.keySet().stream().anyMatch(path -> path.endsWith("manifest/mainClass"));
  }

  private Optional<String> resolved(String text) {
    if (!text.startsWith("${") || !text.endsWith("}")) {
      return Optional.of(text);
    }
    String property = text.substring(2, text.length() - 1);
    return all("properties/" + property).stream().findFirst().filter(t -> !t.contains("${"));
  }

  private static Map<String, List<String>> values(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Map<String, List<String>> values = new HashMap<>();
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
    List<String> path = new ArrayList<>();
    StringBuilder content = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.add(reader.getLocalName());
          content.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            content.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          add(path, content.toString().strip(), values);
          content.setLength(0);
          path.remove(path.size() - 1);
        }
        default -> {}
      }
    }
    return values;
  }

  private static void add(List<String> path, String text, Map<String, List<String>> into) {
    if (path.size() < 2 || path.size() > MAX_DEPTH || text.isEmpty()) {
      return;
    }
    String full = String.join("/", path.subList(1, path.size()));
    var profile = PROFILE.matcher(full);
    into.computeIfAbsent(profile.matches() ? profile.group(1) : full, p -> new ArrayList<>())
        .add(text);
  }
}
