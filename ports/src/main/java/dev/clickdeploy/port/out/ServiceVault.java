package dev.clickdeploy.port.out;

import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.KeptValues;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.tenant.Scope;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What builds of services are given and nobody is shown; encrypted at rest. */
public interface ServiceVault {
  /**
   * Changes a service's values in one transaction. A name that is given the value that it has keeps
   * that value's version.
   */
  Change change(Scope scope, ServiceId id, ValueChanges changes, Instant now);

  /**
   * Replaces a service's account at the registry; null leaves it without. False when there is no
   * such service.
   */
  boolean changeRegistryCredential(
      Scope scope, ServiceId id, @Nullable RegistryCredential credential, Instant now);

  /** Which values a service has; absent when there is no such service. */
  Optional<KeptValues> kept(Scope scope, ServiceId id);

  /** The values themselves, for a worker; none when there is no such service. */
  BuildInputs inputs(ServiceId id);

  /** What a change came to. */
  sealed interface Change {
    /** Made. */
    record Changed(KeptValues kept) implements Change {
      public Changed {
        Objects.requireNonNull(kept, "kept");
      }
    }

    /** Nothing was changed, for a reason to tell. */
    record Refused(String why) implements Change {
      public Refused {
        Objects.requireNonNull(why, "why");
      }
    }

    /** There is no such service. */
    record NoSuchService() implements Change {}
  }
}
