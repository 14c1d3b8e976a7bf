package dev.clickdeploy.adapter.registry.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translates what a registry answers instead of what was asked for, in this one place. */
public final class Refusals {
  private static final int MAX_DETAIL = 300;

  private final ObjectMapper json = RegistryJson.mapper();
  private final RegistryHost host;
  private final @Nullable Account account;
  private final Mends mends;

  /** Speaks of this registry, and to whom it answers; null for an anonymous client. */
  public Refusals(RegistryHost host, @Nullable Account account) {
    this.host = host;
    this.account = account;
    this.mends = new Mends(account);
  }

  /** An answer with a status that is no success. */
  public PortException refused(String who, Answer answer) {
    String said = said(who, answer);
    return answer.isTransient()
        ? failure(FailureClass.INFRASTRUCTURE, said, laterMend(answer))
        : failure(FailureClass.REGISTRY, said, mends.of(answer.status(), detail(answer)));
  }

  /**
   * An answer of 401 to a token of its own token service, where the account's name and password
   * were right.
   *
   * @param why what is wrong with the token
   * @param what the right that is missing, such as {@code pull and push to a/b}
   */
  public PortException unauthorized(String who, Answer answer, String why, String what) {
    return failure(
        FailureClass.REGISTRY,
        said(who, answer) + ": " + why,
        account == null
            ? mends.credentials()
            : "have the registry allow the account of REGISTRY_USERNAME ('%s') to %s; some registries"
                    .formatted(account.username(), what)
                + " answer so too where the project is not there");
  }

  private static String laterMend(Answer answer) {
    return answer
        .header("Retry-After")
        .map(wish -> "try again later, as it asks (Retry-After: %s)".formatted(line(wish)))
        .orElse("try again later; ask the registry's operator");
  }

  /** What it answered, for people. */
  public String said(String who, Answer answer) {
    return "%s %s answered %d%s".formatted(who, host, answer.status(), detail(answer));
  }

  /** No answer. */
  public PortException unreachable(String who, IOException cause) {
    String reason = reason(cause);
    if (cause instanceof BoundedBody.TooLongException
        || cause instanceof Redirects.RedirectException
        || cause instanceof JacksonException) {
      return broken("cannot be understood: " + reason, null);
    }
    if (cause instanceof SSLException) {
      TlsRefusal refusal = TlsRefusal.of(cause);
      return new PortException(
          FailureClass.REGISTRY,
          "%s %s cannot be trusted: %s".formatted(who, host, refusal.inWords(reason)),
          refusal.mend(),
          cause);
    }
    return new PortException(
        FailureClass.INFRASTRUCTURE,
        "%s %s cannot be reached: %s".formatted(who, host, reason),
        "check REGISTRY_URL, and that the registry is running and reachable from this machine",
        cause);
  }

  /** An answer that makes no sense. */
  public PortException broken(String what, @Nullable String mend) {
    return failure(FailureClass.REGISTRY, "the registry %s %s".formatted(host, what), mend);
  }

  /** The first error of the body (OCI distribution specification, "Error Codes"), for people. */
  private String detail(Answer answer) {
    try {
      JsonNode error = json.readTree(answer.body()).path("errors").path(0);
      String text = error.path("code").asText() + ": " + error.path("message").asText();
      return text.length() < 4 ? "" : " (" + line(text) + ")";
    } catch (IOException e) {
      // a proxy's page instead of the registry's JSON: the status has to do
      return "";
    }
  }

  /** A foreign text as part of a message: one line, not too long. */
  public static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "…" : line;
  }

  /** The JDK leaves some network exceptions without a message. */
  private static String reason(IOException e) {
    Throwable cause = e;
    while (cause != null && cause.getMessage() == null) {
      cause = cause.getCause();
    }
    return cause == null
        ? e.getClass().getSimpleName().replaceAll("Exception$", "")
        : line(String.valueOf(cause.getMessage()));
  }

  private static PortException failure(FailureClass type, String said, @Nullable String mend) {
    return new PortException(type, said, mend, null);
  }
}
