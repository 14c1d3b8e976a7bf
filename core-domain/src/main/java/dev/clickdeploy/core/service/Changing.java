package dev.clickdeploy.core.service;

import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Services.CredentialChange;
import dev.clickdeploy.port.in.Services.ServiceChange;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One change of a service, applied to what is there when its turn comes. */
record Changing(Function<ServiceSpec, ServiceChange> change) implements UnaryOperator<PushTarget> {
  @Override
  public PushTarget apply(PushTarget target) {
    ServiceChange wanted = change.apply(target.service().spec());
    ServiceSecrets secrets =
        switch (wanted.credential()) {
          case CredentialChange.Keep keep ->
              kept(target.secrets(), target.service().repository(), wanted.spec().repository());
          case CredentialChange.Replace replace -> target.secrets().with(replace.credential());
        };
    requireFit(secrets.gitCredential(), wanted.spec().repository());
    return new PushTarget(target.service().with(wanted.spec()), secrets);
  }

  /** Whoever answers at the new place is not shown what opens the old one. */
  private static ServiceSecrets kept(
      ServiceSecrets secrets, RepositoryUrl before, RepositoryUrl after) {
    if (secrets.credential().isPresent() && !after.hasOriginOf(before)) {
      throw new RequestException(
          Reason.CONFLICT,
          "the service's credential is for %s and is not sent to another host, port or scheme; give"
                  .formatted(before)
              + " the credential for "
              + after
              + " in the same request, or null for a public repository");
    }
    return secrets;
  }

  static void requireFit(@Nullable Credential credential, RepositoryUrl url) {
    if (credential != null) {
      credential
          .misfit(url)
          .ifPresent(
              why -> {
                throw new RequestException(Reason.INVALID, why);
              });
    }
  }
}
