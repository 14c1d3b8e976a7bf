package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What clients see of a delivery. Every field is always there, null where there is none. */
final class DeliveryView {
  private static final Schema COMMIT =
      Schema.object("PushedCommit")
          .with("message", Schema.text())
          .with("author", Schema.text())
          .with("authoredAt", Schema.time());
  static final Schema SCHEMA =
      Schema.object("Delivery")
          .with("id", Schema.id())
          .with("source", Schema.oneOf(Trigger.values()))
          .with("key", Schema.text())
          .with("event", Schema.text())
          .with("repository", Schema.text())
          .with("ref", Schema.text())
          .with("before", Schema.text().orNull())
          .with("after", Schema.text().orNull())
          .with("commit", COMMIT.orNull())
          .with("headers", Schema.map(Schema.text()))
          .with("verdicts", Schema.list(PushAnswers.VERDICT))
          .with("replayOf", Schema.id().orNull())
          .with("attempts", Schema.number())
          .with("receivedAt", Schema.time());

  private DeliveryView() {}

  static ObjectNode of(Delivery delivery) {
    Pushed push = delivery.push();
    ObjectNode view =
        Json.object()
            .put("id", delivery.id().toString())
            .put("source", push.source().name().toLowerCase(Locale.ROOT))
            .put("key", delivery.key())
            .put("event", delivery.event())
            .put("repository", push.repository().value())
            .put("ref", push.ref().value())
            .put("before", text(push.before()))
            .put("after", text(push.after()));
    view.set("commit", commit(push.commit()));
    ObjectNode headers = view.putObject("headers");
    new TreeMap<>(delivery.headers()).forEach(headers::put);
    view.set("verdicts", Json.array(delivery.verdicts(), PushAnswers::view));
    return view.put("replayOf", delivery.replayOf() == null ? null : delivery.replayOf().toString())
        .put("attempts", delivery.attempts())
        .put("receivedAt", delivery.receivedAt().toString());
  }

  private static @Nullable String text(@Nullable CommitSha sha) {
    return sha == null ? null : sha.value();
  }

  private static @Nullable ObjectNode commit(@Nullable Commit commit) {
    return commit == null
        ? null
        : Json.object()
            .put("message", commit.message())
            .put("author", commit.author())
            .put("authoredAt", commit.authoredAt().toString());
  }
}
