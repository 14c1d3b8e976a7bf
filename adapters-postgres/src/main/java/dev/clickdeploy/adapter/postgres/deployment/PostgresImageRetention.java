package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.ImageRetention;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which images are not kept any longer, in deployments and the table image_deletions. */
public final class PostgresImageRetention implements ImageRetention {
  /** The text "clickimg" as a number: an advisory lock is known by its number only. */
  private static final long LOCK = 0x636c_6963_6b69_6d67L;

  private final Database database;

  /** What this database keeps. */
  public PostgresImageRetention(Database database) {
    this.database = database;
  }

  private record Old(UUID service, String digest) {
    static Old read(Row row) throws SQLException {
      return new Old(row.uuid("service_id"), row.text("image_digest"));
    }
  }

  /** Whoever comes while another one takes finds nothing, and has nothing to wait for. */
  @Override
  public List<OldImage> take(KeptImages kept, Instant now, Duration lease, int most) {
    return database.transaction(
        "taking images that are not kept",
        connection -> {
          if (!locks(connection)) {
            return List.of();
          }
          Sql.of(RetentionSql.SPARE).update(connection);
          Set<UUID> services = services(old(connection, null, kept, now, most));
          List<UUID> locked =
              Sql.of(RetentionSql.LOCK).uuids(services).list(connection, row -> row.uuid("id"));
          // asked again, since a deployment may have begun before its service was locked
          List<Old> old = old(connection, locked, kept, now, most);
          old.removeIf(image -> !locked.contains(image.service()));
          return old.isEmpty() ? List.of() : take(connection, old, now, lease);
        });
  }

  private static boolean locks(Connection connection) throws SQLException {
    return Sql.of("SELECT pg_try_advisory_xact_lock(?) AS locked")
        .number(LOCK)
        .first(connection, row -> row.flag("locked"))
        .orElseThrow();
  }

  private static Set<UUID> services(List<Old> images) {
    return images.stream().map(Old::service).collect(Collectors.toSet());
  }

  private static List<Old> old(
      Connection connection,
      @Nullable Collection<UUID> services,
      KeptImages kept,
      Instant now,
      int most)
      throws SQLException {
    Sql sql = Sql.of(RetentionSql.OLD);
    return (services == null ? sql.text(null) : sql.uuids(services))
        .number(kept.newest())
        .number(kept.newest())
        .instant(kept.since(now))
        .number(most)
        .list(connection, Old::read);
  }

  private static List<OldImage> take(
      Connection connection, List<Old> old, Instant now, Duration lease) throws SQLException {
    return Sql.of(RetentionSql.TAKE)
        .uuids(old.stream().map(Old::service).toList())
        .texts(old.stream().map(Old::digest).toList())
        .instant(now)
        .micros(lease)
        .list(connection, PostgresImageRetention::taken);
  }

  private static OldImage taken(Row row) throws SQLException {
    return new OldImage(
        new ServiceId(row.uuid("service_id")),
        ImageDigest.parse(row.text("digest")),
        row.texts("image_references").stream().map(ImageReference::parse).toList(),
        row.instant("due_at"));
  }

  @Override
  public void deleted(OldImage image) {
    Sql delete = held(Sql.of(RetentionSql.DELETED), image);
    database.run("telling that an image was deleted", delete::update);
  }

  @Override
  public void putBack(OldImage image, Duration pause) {
    Sql update = held(Sql.of(RetentionSql.PUT_BACK).micros(pause), image);
    database.run("putting an image back", update::update);
  }

  private static Sql held(Sql sql, OldImage image) {
    return sql.uuid(image.service().value()).text(image.digest().value()).instant(image.until());
  }

  @Override
  public boolean isTaken(ServiceId service, ImageDigest image) {
    Sql taken = Sql.of(RetentionSql.IS_TAKEN).uuid(service.value()).text(image.value());
    return database.run("asking whether an image is being deleted", taken::any);
  }
}
