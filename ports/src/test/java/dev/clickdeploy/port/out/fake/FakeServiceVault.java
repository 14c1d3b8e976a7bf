package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.BuildInputs.Given;
import dev.clickdeploy.model.service.KeptValues;
import dev.clickdeploy.model.service.KeptValues.KeptValue;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ServiceVault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What builds are given, in memory. */
public final class FakeServiceVault implements ServiceVault {
  private final Object lock;
  private final FakeServiceStore services;
  private final Map<ServiceId, Map<ValueKind, TreeMap<String, Kept>>> values = new HashMap<>();
  private final Map<ServiceId, Account> accounts = new HashMap<>();

  private record Kept(Given given, Instant setAt) {}

  private record Account(RegistryCredential credential, Instant setAt) {}

  FakeServiceVault(Object lock, FakeServiceStore services) {
    this.lock = lock;
    this.services = services;
  }

  @Override
  public Change change(Scope scope, ServiceId id, ValueChanges changes, Instant now) {
    synchronized (lock) {
      if (!services.isSeen(scope, id)) {
        return new Change.NoSuchService();
      }
      TreeMap<String, Kept> same = of(id, changes.kind());
      List<String> others = new ArrayList<>();
      for (ValueKind kind : ValueKind.values()) {
        if (kind != changes.kind()) {
          others.addAll(of(id, kind).keySet());
        }
      }
      Optional<String> refusal = changes.refusal(same.keySet(), others);
      if (refusal.isPresent()) {
        return new Change.Refused(refusal.get());
      }
      same.keySet().removeAll(changes.removed());
      changes.set().forEach((name, value) -> same.put(name, kept(same.get(name), value, now)));
      return new Change.Changed(kept(id));
    }
  }

  private static Kept kept(@Nullable Kept before, Secret value, Instant now) {
    boolean same = before != null && before.given().value().equals(value);
    return new Kept(same ? before.given() : new Given(value, UUID.randomUUID()), now);
  }

  private TreeMap<String, Kept> of(ServiceId id, ValueKind kind) {
    return values
        .computeIfAbsent(id, service -> new HashMap<>())
        .computeIfAbsent(kind, every -> new TreeMap<>());
  }

  @Override
  public boolean changeRegistryCredential(
      Scope scope, ServiceId id, @Nullable RegistryCredential credential, Instant now) {
    synchronized (lock) {
      if (!services.isSeen(scope, id)) {
        return false;
      }
      if (credential == null) {
        accounts.remove(id);
      } else {
        accounts.put(id, new Account(credential, now));
      }
      return true;
    }
  }

  @Override
  public Optional<KeptValues> kept(Scope scope, ServiceId id) {
    synchronized (lock) {
      return services.isSeen(scope, id) ? Optional.of(kept(id)) : Optional.empty();
    }
  }

  private KeptValues kept(ServiceId id) {
    Account account = accounts.get(id);
    return new KeptValues(
        names(id, ValueKind.ENVIRONMENT),
        names(id, ValueKind.SECRET),
        account == null ? null : account.setAt());
  }

  private List<KeptValue> names(ServiceId id, ValueKind kind) {
    return of(id, kind).entrySet().stream()
        .map(value -> new KeptValue(value.getKey(), value.getValue().setAt()))
        .toList();
  }

  @Override
  public BuildInputs inputs(ServiceId id) {
    synchronized (lock) {
      Account account = accounts.get(id);
      return new BuildInputs(
          given(id, ValueKind.ENVIRONMENT),
          given(id, ValueKind.SECRET),
          account == null ? null : account.credential());
    }
  }

  private Map<String, Given> given(ServiceId id, ValueKind kind) {
    Map<String, Given> given = new HashMap<>();
    of(id, kind).forEach((name, kept) -> given.put(name, kept.given()));
    return given;
  }

  /** Of a deleted service. */
  void forget(ServiceId id) {
    values.remove(id);
    accounts.remove(id);
  }
}
