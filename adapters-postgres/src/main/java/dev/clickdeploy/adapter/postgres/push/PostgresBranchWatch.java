package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.BranchWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When branches are looked at, in the table branch_looks. */
public final class PostgresBranchWatch implements BranchWatch {
  /** The text "clickswp" as a number: an advisory lock is known by its number only. */
  private static final long LOCK = 0x636c_6963_6b73_7770L;

  private final Database database;

  /** What this database keeps. */
  public PostgresBranchWatch(Database database) {
    this.database = database;
  }

  private record Repository(OrganizationId organization, RepositoryIdentity identity) {}

  private record Taken(Repository repository, ServiceId service, int failures) {
    static Taken read(Row row) throws SQLException {
      return new Taken(
          new Repository(
              new OrganizationId(row.uuid("organization_id")),
              new RepositoryIdentity(row.text("repository_identity"))),
          new ServiceId(row.uuid("service_id")),
          row.integer("failures"));
    }
  }

  @Override
  public List<Look> take(Duration interval, int most) {
    List<Taken> taken =
        database.transaction("taking branches to look at", c -> take(c, interval, most));
    Map<Repository, List<Taken>> repositories = new LinkedHashMap<>();
    for (Taken each : taken) {
      repositories.computeIfAbsent(each.repository(), key -> new ArrayList<>()).add(each);
    }
    List<Look> looks = new ArrayList<>();
    repositories.forEach(
        (repository, services) ->
            looks.add(
                new Look(
                    repository.organization(),
                    repository.identity(),
                    services.stream().mapToInt(Taken::failures).max().orElse(0),
                    services.stream().map(Taken::service).toList())));
    return looks;
  }

  /** Whoever comes while another one takes finds nothing, and has nothing to wait for. */
  private static List<Taken> take(Connection connection, Duration interval, int most)
      throws SQLException {
    boolean locked =
        Sql.of("SELECT pg_try_advisory_xact_lock(?) AS locked")
            .number(LOCK)
            .first(connection, row -> row.flag("locked"))
            .orElseThrow();
    return locked
        ? Sql.of(BranchSql.TAKE).number(most).micros(interval).list(connection, Taken::read)
        : List.of();
  }

  private record Told(
      DeliveryId delivery,
      Optional<String> after,
      Optional<String> deployed,
      boolean deployedSince) {
    static Told read(Row row) throws SQLException {
      return new Told(
          new DeliveryId(row.uuid("id")),
          Optional.ofNullable(row.textOrNull("after_sha")),
          Optional.ofNullable(row.textOrNull("deployed_sha")),
          row.flag("deployed_since"));
    }
  }

  @Override
  public Optional<Missed> saw(ServiceId service, CommitSha head, Duration interval) {
    return database.transaction(
        "comparing a branch with its pushes",
        connection -> {
          Optional<Told> told =
              Sql.of(BranchSql.TOLD)
                  .text(head.value())
                  .uuid(service.value())
                  .first(connection, Told::read);
          boolean isKnown =
              told.isEmpty()
                  || told.get().deployedSince()
                  || told.get().after().equals(Optional.of(head.value()));
          boolean stands = stands(connection, service, isKnown ? null : head, interval);
          return stands ? missed(told.orElseThrow()) : Optional.empty();
        });
  }

  private static boolean stands(
      Connection connection, ServiceId service, @Nullable CommitSha unknownHead, Duration interval)
      throws SQLException {
    String head = unknownHead == null ? null : unknownHead.value();
    return Sql.of(BranchSql.SAW)
        .text(head)
        .text(head)
        .text(head)
        .uuid(service.value())
        .micros(interval)
        .first(connection, row -> row.flag("stands"))
        .orElse(false);
  }

  private static Optional<Missed> missed(Told told) {
    return told.deployed().map(sha -> new Missed(new CommitSha(sha), told.delivery()));
  }

  @Override
  public void postpone(Look look, Duration pause) {
    Sql update =
        Sql.of(BranchSql.POSTPONE)
            .micros(pause)
            .uuids(look.services().stream().map(ServiceId::value).toList());
    database.run("putting a look at branches off", update::update);
  }
}
