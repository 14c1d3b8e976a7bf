package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.secret.SecretBox;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ServiceStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Services in the tables services and service_secrets. */
public final class PostgresServiceStore implements ServiceStore {
  private static final String SELECT =
      "SELECT "
          + ServiceRow.COLUMNS
          + " FROM (SELECT * FROM clickdeploy.services WHERE deleted_at IS NULL) s ";

  private static final String BY_PROJECT =
      SELECT
          + "WHERE "
          + Seen.IN_SCOPE
          + " AND s.project_id = ? ORDER BY s.name_folded COLLATE \"C\"";

  static final String BY_REPOSITORY =
      """
      SELECT %s, %s, s.hosted_repository FROM clickdeploy.services s
      CROSS JOIN LATERAL (
        SELECT * FROM clickdeploy.service_secrets WHERE service_id = s.id OFFSET 0
      ) x
      WHERE s.repository_identity = ? OR s.hosted_repository = ?
      ORDER BY s.id
      """
          .formatted(ServiceRow.COLUMNS, SecretRow.COLUMNS);

  private final Database database;
  private final SecretRow secretRow;
  private final Changing changing;
  private final Deleting deleting;

  /** Services of this database, their secrets under this box's key. */
  public PostgresServiceStore(Database database, SecretBox box) {
    this.database = database;
    this.secretRow = new SecretRow(box);
    this.changing = new Changing(database, secretRow);
    this.deleting = new Deleting(database);
  }

  @Override
  public boolean create(Service service, ServiceSecrets secrets) {
    return database.transaction(
        "creating a service",
        connection -> {
          boolean created = ServiceRow.insert(service).update(connection) == 1;
          if (created) {
            secretRow.insert(service.id(), secrets).update(connection);
          }
          return created;
        });
  }

  @Override
  public boolean changeCredential(Scope scope, ServiceId id, @Nullable Credential credential) {
    Sql update = secretRow.change(scope, id, credential);
    return database.run("changing a service's credential", c -> update.update(c) == 1);
  }

  @Override
  public Change change(Scope scope, ServiceId id, UnaryOperator<PushTarget> change) {
    return changing.change(scope, id, change);
  }

  @Override
  public Deletion delete(Scope scope, ServiceId id) {
    return deleting.delete(scope, id);
  }

  @Override
  public Optional<Service> find(Scope scope, ServiceId id) {
    Sql select =
        Seen.in(scope, Sql.of(SELECT + "WHERE " + Seen.IN_SCOPE + " AND s.id = ?"))
            .uuid(id.value());
    return database.run("reading a service", c -> select.first(c, ServiceRow::read));
  }

  @Override
  public Optional<Service> load(ServiceId id) {
    Sql select = Sql.of(SELECT + "WHERE s.id = ?").uuid(id.value());
    return database.run("reading a service", c -> select.first(c, ServiceRow::read));
  }

  @Override
  public List<Service> list(Scope scope, ProjectId project) {
    Sql select = Seen.in(scope, Sql.of(BY_PROJECT)).uuid(project.value());
    return database.run("listing services", c -> select.list(c, ServiceRow::read));
  }

  @Override
  public List<Service> list(
      Scope scope, @Nullable RepositoryIdentity repository, int limit, @Nullable ServiceId after) {
    Sql select = Seen.in(scope, Sql.of(listing(repository != null, after != null)));
    if (repository != null) {
      select.text(repository.value());
    }
    if (after != null) {
      select.uuid(after.value());
    }
    select.number(limit);
    return database.run("listing services", c -> select.list(c, ServiceRow::read));
  }

  static String listing(boolean ofRepository, boolean goesOn) {
    return "SELECT %s FROM clickdeploy.services s WHERE %s%s%s ORDER BY s.id LIMIT ?"
        .formatted(
            ServiceRow.COLUMNS,
            Seen.IN_SCOPE,
            ofRepository ? " AND s.repository_identity = ?" : "",
            goesOn ? " AND s.id > ?" : "");
  }

  @Override
  public Optional<ServiceSecrets> secrets(ServiceId id) {
    Sql select =
        Sql.of(
                "SELECT "
                    + SecretRow.COLUMNS
                    + " FROM clickdeploy.service_secrets x WHERE x.service_id = ?")
            .uuid(id.value());
    return database.run("reading a service's secrets", c -> select.first(c, secretRow::read));
  }

  @Override
  public Map<String, String> lockedVersions(ServiceId id) {
    Sql select = LockedVersions.select(id);
    return database
        .run(
            "reading a service's versions",
            c ->
                select.first(
                    c, row -> TextMap.read(row, LockedVersions.TOOLS, LockedVersions.VERSIONS)))
        .orElse(Map.of());
  }

  @Override
  public void lockVersions(ServiceId id, Map<String, String> versions) {
    Sql update = LockedVersions.update(id, versions);
    database.run("keeping a service's versions", update::update);
  }

  @Override
  public List<PushTarget> findByRepository(
      RepositoryIdentity repository, @Nullable HostedRepository hosted) {
    Sql select =
        Sql.of(BY_REPOSITORY).text(repository.value()).text(hosted == null ? null : hosted.value());
    return database.run("looking up services by repository", c -> select.list(c, this::pushTarget));
  }

  private PushTarget pushTarget(Row row) throws SQLException {
    String hosted = row.textOrNull("hosted_repository");
    return new PushTarget(
        ServiceRow.read(row),
        secretRow.read(row),
        hosted == null ? null : new HostedRepository(hosted));
  }

  @Override
  public void learn(Collection<ServiceId> services, HostedRepository hosted) {
    Sql update =
        Sql.of("UPDATE clickdeploy.services SET hosted_repository = ? WHERE id = ANY (?)")
            .text(hosted.value())
            .uuids(services.stream().map(ServiceId::value).toList());
    database.run("learning which repository services have", update::update);
  }
}
