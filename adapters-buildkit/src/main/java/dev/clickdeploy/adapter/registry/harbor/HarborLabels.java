package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels of projects, and on images. Failures are {@link PortException}s. */
public final class HarborLabels {
  private final HarborClient client;

  HarborLabels(HarborClient client) {
    this.client = client;
  }

  /** The labels of a project. */
  public List<HarborLabel> list(HarborProject project) {
    return labels(project, "");
  }

  private List<HarborLabel> labels(HarborProject project, String more) {
    return new Pages(client)
        .all("/labels?scope=p&project_id=" + project.id() + more, label -> true).stream()
            .map(HarborLabels::label)
            .toList();
  }

  /**
   * The label of this name, made when there is none.
   *
   * @param color {@code #rrggbb}, for a new one
   */
  public HarborLabel ensure(HarborProject project, String name, String color) {
    return named(project, name).orElseGet(() -> make(project, name, color));
  }

  /** Harbor looks for what contains the name. */
  private Optional<HarborLabel> named(HarborProject project, String name) {
    return labels(project, "&name=" + Paths.encoded(name)).stream()
        .filter(label -> label.name().equals(name))
        .findFirst();
  }

  private HarborLabel make(HarborProject project, String name, String color) {
    Answer answer =
        client.post(
            "/labels",
            Map.of("name", name, "color", color, "scope", "p", "project_id", project.id()));
    if (answer.status() != 201 && answer.status() != 409) {
      throw client.refused(answer);
    }
    return named(project, name)
        .orElseThrow(() -> client.broken("made the label '" + name + "' and has none"));
  }

  /** Puts a label on an image; false when it has it already. */
  public boolean add(PushedImage image, HarborLabel label) {
    Answer answer = client.post(path(image), Map.of("id", label.id()));
    return switch (answer.status()) {
      case 200 -> true;
      case 409 -> false;
      default -> throw client.refused(answer);
    };
  }

  /** Takes a label off an image; false when it, or the image, is not there. */
  public boolean remove(PushedImage image, HarborLabel label) {
    Answer answer = client.delete(path(image) + "/" + label.id());
    return switch (answer.status()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw client.refused(answer);
    };
  }

  /** What is on an image; empty also when there is no such image. */
  public List<HarborLabel> of(PushedImage image) {
    Answer answer =
        client.get(
            Paths.ofArtifact(image.reference(), image.digest().value()) + "?with_label=true");
    return switch (answer.status()) {
      case 200 -> labels(client.json(answer).path("labels"));
      case 404 -> List.of();
      default -> throw client.refused(answer);
    };
  }

  private static List<HarborLabel> labels(JsonNode list) {
    return list.valueStream().map(HarborLabels::label).toList();
  }

  private static String path(PushedImage image) {
    return Paths.ofArtifact(image.reference(), image.digest().value()) + "/labels";
  }

  private static HarborLabel label(JsonNode json) {
    return new HarborLabel(
        json.path("id").asLong(), json.path("name").asText(), json.path("color").asText());
  }
}
