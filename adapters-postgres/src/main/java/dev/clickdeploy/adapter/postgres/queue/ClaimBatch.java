package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of the statement that claims.
 *
 * @param slots how many of the wanted jobs are still missing
 * @param after whose turn was the last one; the nil identifier at first
 * @param only the organizations to ask, in this order; every one in turn when it is empty
 */
record ClaimBatch(Want want, int slots, UUID after, List<OrganizationId> only, Lanes.Scan scan) {

  List<Taken> run(Connection connection) throws SQLException {
    Sql sql = Sql.of(statement()).number(slots);
    number(sql);
    sql.uuids(ids(scan.cursors().keySet()));
    if (want.limit() != null) {
      sql.number(want.limit().perOrganization()).text(kind());
    }
    organizations(sql);
    if (want.limit() == null) {
      sql.text(kind());
    }
    for (Priority priority : Priority.values()) {
      lane(sql, priority.rank());
    }
    sql.number(slots).micros(want.lease());
    if (want.limit() != null) {
      sql.text(kind());
    }
    return sql.list(connection, this::taken);
  }

  private String kind() {
    return want.kind().value();
  }

  private Hot statement() {
    if (only.isEmpty()) {
      return want.limit() != null ? ClaimSql.LIMITED_TURNS : ClaimSql.TURNS;
    }
    return want.limit() != null ? ClaimSql.LIMITED_LIST : ClaimSql.LIST;
  }

  private void number(Sql sql) {
    if (only.isEmpty()) {
      sql.text(kind()).number(slots);
    } else {
      sql.number(only.size());
    }
  }

  private void organizations(Sql sql) {
    if (only.isEmpty()) {
      sql.text(kind()).uuid(after).text(kind()).uuid(after);
    } else {
      sql.uuids(ids(only));
    }
  }

  private static List<UUID> ids(Collection<OrganizationId> organizations) {
    return organizations.stream().map(OrganizationId::value).toList();
  }

  /** A lane without any cursor, as most are, has empty arrays. */
  private void lane(Sql sql, int rank) {
    List<@Nullable Instant> times = new ArrayList<>(scan.cursors().size());
    List<@Nullable UUID> jobs = new ArrayList<>(scan.cursors().size());
    boolean any = false;
    for (@Nullable Position[] cursors : scan.cursors().values()) {
      Position cursor = cursors[rank];
      any |= cursor != null;
      times.add(cursor == null ? null : cursor.runAt());
      jobs.add(cursor == null ? null : cursor.id());
    }
    sql.text(kind()).instants(any ? times : List.of()).uuids(any ? jobs : List.of());
  }

  private Taken taken(Row row) throws SQLException {
    return new Taken(JobRow.claimed(row, want.kind()), row.instant("now"), row.integer("offered"));
  }
}
