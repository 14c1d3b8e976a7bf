package dev.clickdeploy.port.in;

import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.KeptValues;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.tenant.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What builds of services are given and nobody is shown: variables, secrets, and an account at the
 * registry. Refusals are {@link RequestException}s, NOT_FOUND without such a service.
 */
public interface BuildValues {
  /** Which values a service has, without any of them. */
  KeptValues kept(Scope scope, ServiceId id);

  /**
   * Sets and removes values; the next build is given them.
   *
   * @return which it has now
   * @throws RequestException CONFLICT when there would be too many, or a name stands for both a
   *     variable and a secret
   */
  KeptValues change(Scope scope, ServiceId id, ValueChanges changes);

  /**
   * From now on the service's images are pushed, pulled and verified by this account; null makes it
   * the system's own again.
   */
  void changeRegistryCredential(Scope scope, ServiceId id, @Nullable RegistryCredential credential);
}
