package dev.clickdeploy.core.service;

import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.KeptValues;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.BuildValues;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.ServiceVault;
import dev.clickdeploy.port.out.ServiceVault.Change;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What builds are given, as owners of services see it. */
public final class ValueDesk implements BuildValues {
  private final ServiceVault vault;
  private final InstantSource clock;

  /** Keeps values in this vault. */
  public ValueDesk(ServiceVault vault, InstantSource clock) {
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public KeptValues kept(Scope scope, ServiceId id) {
    return vault.kept(scope, id).orElseThrow(() -> RequestException.notFound("service", id));
  }

  @Override
  public KeptValues change(Scope scope, ServiceId id, ValueChanges changes) {
    return switch (vault.change(scope, id, changes, clock.instant())) {
      case Change.Changed changed -> changed.kept();
      case Change.Refused refused -> throw new RequestException(Reason.CONFLICT, refused.why());
      case Change.NoSuchService none -> throw RequestException.notFound("service", id);
    };
  }

  @Override
  public void changeRegistryCredential(
      Scope scope, ServiceId id, @Nullable RegistryCredential credential) {
    if (!vault.changeRegistryCredential(scope, id, credential, clock.instant())) {
      throw RequestException.notFound("service", id);
    }
  }
}
