package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.secret.SecretBox;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What builds are given, in the tables service_values and service_registry_credentials. */
public final class PostgresServiceVault implements ServiceVault {
  private final Database database;
  private final SecretBox box;

  /** Values in this database, under this box's key. */
  public PostgresServiceVault(Database database, SecretBox box) {
    this.database = database;
    this.box = box;
  }

  @Override
  public Change change(Scope scope, ServiceId id, ValueChanges changes, Instant now) {
    return database.transaction(
        "changing a service's values",
        connection ->
            Seen.lock(connection, scope, id)
                ? change(connection, id, changes, now)
                : new Change.NoSuchService());
  }

  private Change change(Connection connection, ServiceId id, ValueChanges changes, Instant now)
      throws SQLException {
    Map<String, ValueRow> same = new HashMap<>();
    Map<String, ValueRow> others = new HashMap<>();
    for (ValueRow row : ValueRow.select(id).list(connection, ValueRow::read)) {
      (row.kind() == changes.kind() ? same : others).put(row.name(), row);
    }
    Optional<String> refusal = changes.refusal(same.keySet(), others.keySet());
    if (refusal.isPresent()) {
      return new Change.Refused(refusal.get());
    }
    ValueRow.delete(id, changes.kind(), changes.removed()).update(connection);
    for (Map.Entry<String, Secret> value : changes.set().entrySet()) {
      String name = value.getKey();
      ValueRow.set(box, id, changes.kind(), name, value.getValue(), same.get(name), now)
          .update(connection);
    }
    return new Change.Changed(kept(connection, id));
  }

  @Override
  public boolean changeRegistryCredential(
      Scope scope, ServiceId id, @Nullable RegistryCredential credential, Instant now) {
    Sql write =
        credential == null ? AccountRow.delete(id) : AccountRow.set(box, id, credential, now);
    return database.transaction(
        "changing a service's registry credential",
        connection -> {
          boolean there = Seen.lock(connection, scope, id);
          if (there) {
            write.update(connection);
          }
          return there;
        });
  }

  @Override
  public Optional<KeptValues> kept(Scope scope, ServiceId id) {
    String select = "SELECT FROM clickdeploy.services s WHERE %s AND s.id = ?";
    Sql seen = Seen.in(scope, Sql.of(select.formatted(Seen.IN_SCOPE))).uuid(id.value());
    return database.transaction(
        "reading the names of a service's values",
        connection -> seen.any(connection) ? Optional.of(kept(connection, id)) : Optional.empty());
  }

  private static KeptValues kept(Connection connection, ServiceId id) throws SQLException {
    List<ValueRow> rows = ValueRow.select(id).list(connection, ValueRow::read);
    return new KeptValues(
        names(rows, ValueKind.ENVIRONMENT),
        names(rows, ValueKind.SECRET),
        AccountRow.select(id)
            .first(connection, AccountRow::read)
            .map(AccountRow::setAt)
            .orElse(null));
  }

  private static List<KeptValue> names(List<ValueRow> rows, ValueKind kind) {
    return rows.stream()
        .filter(row -> row.kind() == kind)
        .map(row -> new KeptValue(row.name(), row.setAt()))
        .toList();
  }

  @Override
  public BuildInputs inputs(ServiceId id) {
    return database.transaction("reading a service's values", connection -> read(connection, id));
  }

  private BuildInputs read(Connection connection, ServiceId id) throws SQLException {
    Map<ValueKind, Map<String, Given>> given = new HashMap<>();
    for (ValueRow row : ValueRow.select(id).list(connection, ValueRow::read)) {
      given.computeIfAbsent(row.kind(), kind -> new HashMap<>()).put(row.name(), row.open(box, id));
    }
    return new BuildInputs(
        given.getOrDefault(ValueKind.ENVIRONMENT, Map.of()),
        given.getOrDefault(ValueKind.SECRET, Map.of()),
        AccountRow.select(id)
            .first(connection, AccountRow::read)
            .map(account -> account.open(box, id))
            .orElse(null));
  }
}
