package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.KeptValues;
import dev.clickdeploy.model.service.KeptValues.KeptValue;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.BuildValues;
import dev.clickdeploy.port.in.RequestException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of one service in memory, without the values. */
final class FakeBuildValues implements BuildValues {
  final List<ValueChanges> changes = Collections.synchronizedList(new ArrayList<>());
  volatile Optional<RegistryCredential> account = Optional.empty();
  private final Map<ValueKind, Map<String, Instant>> kept = new EnumMap<>(ValueKind.class);
  private final FakeServices services;
  private final InstantSource clock;

  FakeBuildValues(FakeServices services, InstantSource clock) {
    this.services = services;
    this.clock = clock;
    for (ValueKind kind : ValueKind.values()) {
      kept.put(kind, new TreeMap<>());
    }
  }

  @Override
  public synchronized KeptValues kept(Scope scope, ServiceId id) {
    services.get(scope, id);
    return new KeptValues(
        names(ValueKind.ENVIRONMENT),
        names(ValueKind.SECRET),
        account.isPresent() ? clock.instant() : null);
  }

  private List<KeptValue> names(ValueKind kind) {
    return kept.get(kind).entrySet().stream()
        .map(value -> new KeptValue(value.getKey(), value.getValue()))
        .toList();
  }

  @Override
  public synchronized KeptValues change(Scope scope, ServiceId id, ValueChanges change) {
    services.get(scope, id);
    if (change.set().containsKey("TAKEN")) {
      throw new RequestException(
          RequestException.Reason.CONFLICT, "the service has 'TAKEN' as a variable already");
    }
    changes.add(change);
    kept.get(change.kind()).keySet().removeAll(change.removed());
    change.set().keySet().forEach(name -> kept.get(change.kind()).put(name, clock.instant()));
    return kept(scope, id);
  }

  @Override
  public void changeRegistryCredential(
      Scope scope, ServiceId id, @Nullable RegistryCredential credential) {
    services.get(scope, id);
    account = Optional.ofNullable(credential);
  }
}
