package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clickdeploy.model.service.PushRules;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.service.WatchPaths;
import java.util.Locale;

/** Which pushes a service is deployed for, as clients say and see it. */
final class PushFields {
  static final String[] NAMES = {"tags", "watchPaths", "supersede", "commitStatus"};

  private static final Schema SUPERSEDE = Schema.oneOf(Superseding.values());
  static final Schema SCHEMA =
      Schema.object("PushRules")
          .maybe("tags", Schema.flag().orNull())
          .maybe("watchPaths", Schema.list(Schema.text()).orNull())
          .maybe("supersede", SUPERSEDE.orNull())
          .maybe("commitStatus", Schema.flag().orNull());
  static final Schema VIEW =
      Schema.object("PushRulesOfService")
          .with("tags", Schema.flag())
          .with("watchPaths", Schema.list(Schema.text()))
          .with("supersede", SUPERSEDE)
          .with("commitStatus", Schema.flag());

  private PushFields() {}

  static PushRules of(Fields fields) {
    try {
      return new PushRules(
          fields.flag("tags"),
          new WatchPaths(fields.list("watchPaths")),
          fields
              .optional("supersede", PushFields::superseding)
              .orElse(PushRules.DEFAULT.superseding()),
          fields.flag("commitStatus", PushRules.DEFAULT.commitStatus()));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          "the field 'pushes.watchPaths' is not accepted: " + e.getMessage());
    }
  }

  private static Superseding superseding(String text) {
    return switch (text) {
      case "none" -> Superseding.NONE;
      case "queued" -> Superseding.QUEUED;
      case "running" -> Superseding.RUNNING;
      default -> throw new IllegalArgumentException("use none, queued or running");
    };
  }

  static ObjectNode view(PushRules rules) {
    ObjectNode view = Json.object().put("tags", rules.tags());
    view.set("watchPaths", Json.array(rules.watched().patterns(), TextNode::valueOf));
    return view.put("supersede", rules.superseding().name().toLowerCase(Locale.ROOT))
        .put("commitStatus", rules.commitStatus());
  }
}
