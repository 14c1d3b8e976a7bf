package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.push.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sender of a push hears, whichever host it is. */
final class PushAnswers {
  private PushAnswers() {}

  /** The verdicts; 401 without any, because nothing proved the push. */
  static Answer of(Optional<List<Verdict>> verdicts) {
    List<Verdict> given = verdicts.orElseThrow(PushAnswers::unproven);
    return Answer.json(202, Json.object().set("verdicts", Json.array(given, PushAnswers::view)));
  }

  /** What a verdict looks like. */
  static ObjectNode view(Verdict verdict) {
    ObjectNode view = Json.object().put("service", verdict.service().toString());
    return switch (verdict) {
      case Verdict.Queued queued ->
          with(view.put("verdict", "queued"), queued.deployment(), null, queued.detail());
      case Verdict.Pending pending -> view.put("verdict", "pending");
      case Verdict.Skipped skipped ->
          with(
              view.put("verdict", "skipped"),
              skipped.deployment(),
              skipped.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              skipped.detail());
      case Verdict.Superseded superseded ->
          with(
              view.put("verdict", "superseded"),
              superseded.deployment(),
              null,
              superseded.detail());
    };
  }

  private static ObjectNode with(
      ObjectNode view,
      @Nullable DeploymentId deployment,
      @Nullable String code,
      @Nullable String detail) {
    if (deployment != null) {
      view.put("deployment", deployment.toString());
    }
    if (code != null) {
      view.put("code", code);
    }
    return detail == null ? view : view.put("reason", detail);
  }

  /** The same whether the repository is unknown or the proof wrong. */
  static ProblemException unproven() {
    return new ProblemException(
        401,
        "unproven-webhook",
        "no service of this repository has the secret that proves this; compare the webhook's"
            + " secret with the service's");
  }
}
