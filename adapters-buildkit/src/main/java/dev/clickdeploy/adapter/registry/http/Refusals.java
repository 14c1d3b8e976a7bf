package dev.clickdeploy.adapter.registry.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translates what a registry answers instead of what was asked for, in this one place. */
public final class Refusals {
  private static final int MAX_DETAIL = 300;

  private final ObjectMapper json = new ObjectMapper();
  private final RegistryHost host;
  private final Mends mends;

  /** Speaks of this registry, and to whom it answers; null for an anonymous client. */
  public Refusals(RegistryHost host, @Nullable Account account) {
    this.host = host;
    this.mends = new Mends(account);
  }

  /** An answer with a status that is no success. */
  public PortException refused(String who, Answer answer) {
    String said = said(who, answer);
    return failure(
        answer.isTransient() ? FailureClass.INFRASTRUCTURE : FailureClass.REGISTRY,
        said,
        mends.of(answer.status(), detail(answer)));
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
      return new PortException(
          FailureClass.REGISTRY,
          "%s %s cannot be trusted: %s".formatted(who, host, reason),
          "check REGISTRY_URL, and have the registry's certificate authority in the JDK's trust"
              + " store",
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

  /** Whether a password may go to this address: encrypted, or within this machine. */
  public boolean maySendPassword(URI uri) {
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      return true;
    }
    return "http".equalsIgnoreCase(uri.getScheme())
        && RegistryAddress.isLoopback(uri.getRawAuthority());
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
