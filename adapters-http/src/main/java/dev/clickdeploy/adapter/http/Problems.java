package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.out.PortException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever goes wrong into a problem document (RFC 9457): the one place where failures become
 * statuses.
 */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static Answer of(Throwable failure, String requestId) {
    ProblemException problem = problem(failure, requestId);
    ObjectNode document =
        Json.object()
            .put("type", problem.problem().type())
            .put("title", problem.problem().title())
            .put("status", problem.problem().status())
            .put("detail", problem.getMessage())
            .put("instance", "urn:click-deploy:request:" + requestId);
    if (!problem.faults().isEmpty()) {
      document.set("errors", Json.array(problem.faults(), Fault::view));
    }
    Answer answer = Answer.problem(problem.problem().status(), document);
    for (Map.Entry<String, String> header : problem.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static ProblemException problem(Throwable failure, String requestId) {
    return switch (failure) {
      case ProblemException problem -> problem;
      case RequestException refused -> refused(refused);
      case PortException outside -> {
        LOG.warn("request={} cannot be served", requestId, outside);
        Failure why = outside.failure();
        yield ProblemException.unavailable(
            why.message() + why.hint().map(mend -> "; " + mend).orElse(""));
      }
      default -> {
        LOG.error("request={} failed", requestId, failure);
        yield new ProblemException(
            Problem.INTERNAL,
            "something went wrong here; the server's log has it under " + requestId);
      }
    };
  }

  private static ProblemException refused(RequestException refused) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case NOT_FOUND -> new ProblemException(Problem.NOT_FOUND, detail);
      case INVALID -> ProblemException.invalid(detail);
      case CONFLICT -> new ProblemException(Problem.CONFLICT, detail);
      case FORBIDDEN -> new ProblemException(Problem.FORBIDDEN, detail);
      case UNAVAILABLE -> ProblemException.unavailable(detail);
    };
  }
}
