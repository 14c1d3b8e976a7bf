package dev.clickdeploy.adapter.railpack.source;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML files as texts by path; nothing outside of a file is ever read for it. */
public final class Xml {
  /** Nothing is asked of elements below. */
  private static final int MAX_DEPTH = 12;

  private final Map<String, List<String>> values = new HashMap<>();
  private final List<String> path = new ArrayList<>();
  private final StringBuilder content = new StringBuilder();

  private Xml() {}

  /**
   * Reads a file: texts in their order by the path of their element below the root, such as {@code
   * build/plugins}; attributes by {@code path/@name}, those of the root by {@code @name}. Empty
   * when there is no file.
   *
   * @throws PlanningException when it is too long or no XML, with line and column
   */
  public static Optional<Map<String, List<String>>> read(SourceFiles files, String path) {
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
      return Optional.of(new Xml().values(text));
    } catch (XMLStreamException e) {
      throw new PlanningException(
          "%s is not valid XML at line %d, column %d"
              .formatted(path, e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()),
          "correct " + path + "; document types are not allowed in it");
    }
  }

  private Map<String, List<String>> values(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        path.add(reader.getLocalName());
        content.setLength(0);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          add("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        }
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        content.append(reader.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        add("", content.toString().strip());
        content.setLength(0);
        path.remove(path.size() - 1);
      }
    }
    return values;
  }

  private void add(String attribute, String text) {
    if (path.size() > MAX_DEPTH || text.isEmpty()) {
      return;
    }
    String element = String.join("/", path.subList(1, path.size()));
    String separator = element.isEmpty() || attribute.isEmpty() ? "" : "/";
    values.computeIfAbsent(element + separator + attribute, name -> new ArrayList<>()).add(text);
  }
}
