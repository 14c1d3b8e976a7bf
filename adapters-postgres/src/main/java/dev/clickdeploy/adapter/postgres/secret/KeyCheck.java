package dev.clickdeploy.adapter.postgres.secret;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One sealed value that tells whether the key is the one under which this database is written. */
public final class KeyCheck {
  private static final Place PLACE = new Place("key_check", "sealed", "only");
  private static final Secret KNOWN = Secret.of("click-deploy");

  private KeyCheck() {}

  /**
   * Accepts the key under which the database is written, and any key when it is new.
   *
   * @throws PortException for another key
   */
  public static void verify(Connection connection, SecretBox box) throws SQLException {
    Optional<byte[]> sealed =
        Sql.of("SELECT sealed FROM clickdeploy.key_check")
            .first(connection, row -> row.bytes("sealed"));
    if (sealed.isEmpty()) {
      Sql.of("INSERT INTO clickdeploy.key_check (sealed) VALUES (?)")
          .bytes(box.seal(KNOWN, PLACE))
          .update(connection);
      return;
    }
    try {
      box.open(sealed.get(), PLACE);
    } catch (PortException e) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE,
          "the secret key is not the one under which this database's secrets are encrypted",
          "set CLICKDEPLOY_SECRET_KEY to the key that this database was first used with; every"
              + " process on one database shares it",
          e);
    }
  }
}
