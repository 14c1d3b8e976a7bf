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
  static final Schema VERDICT =
      Schema.object("Verdict")
          .with("service", Schema.id())
          .with("verdict", Schema.oneOf("queued", "pending", "skipped", "superseded"))
          .maybe("deployment", Schema.id())
          .maybe("code", Schema.text())
          .maybe("reason", Schema.text());
  private static final Schema VERDICTS =
      Schema.object("Verdicts").with("verdicts", Schema.list(VERDICT));
  private static final Schema IGNORED =
      Schema.object("IgnoredEvent").with("ignored", Schema.text());

  private static final Schema PONG = Schema.object("Pong").with("message", Schema.text());

  private PushAnswers() {}

  /** Describes a webhook: what its host sends is told by the host's own documentation. */
  static Route described(Route route, String id, String summary) {
    return route
        .describe(id, summary)
        .answers(200, Schema.either(IGNORED, PONG))
        .answers(202, Schema.either(VERDICTS, IGNORED))
        .refuses(Problem.NOT_A_WEBHOOK)
        .refuses(Problem.MALFORMED_JSON)
        .refuses(Problem.MALFORMED_FORM)
        .refuses(Problem.MALFORMED_PUSH)
        .refuses(Problem.UNPROVEN_WEBHOOK)
        .refuses(Problem.UNSUPPORTED_MEDIA_TYPE)
        .refuses(Problem.INVALID);
  }

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
        Problem.UNPROVEN_WEBHOOK,
        "no service of this repository has the secret that proves this; compare the webhook's"
            + " secret with the service's");
  }
}
