package dev.clickdeploy.adapter.postgres.sql;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Turns what JDBC throws into what the ports promise. Codes are from PostgreSQL's documentation,
 * appendix "Error Codes".
 */
public final class SqlErrors {
  private static final Set<String> UNREACHABLE_CLASSES = Set.of("08", "28", "3D", "53", "57", "58");
  private static final Set<String> NO_SCHEMA = Set.of("3F000", "42P01");

  private SqlErrors() {}

  /**
   * The exception to throw.
   *
   * @param what completes the sentence "PostgreSQL failed while …"
   */
  public static RuntimeException translate(String what, SQLException error) {
    SQLException root = root(error);
    String state = Objects.requireNonNullElse(root.getSQLState(), "");
    String kind = state.length() < 2 ? "" : state.substring(0, 2);
    String message = message(root);
    if (error instanceof SQLTransientConnectionException || UNREACHABLE_CLASSES.contains(kind)) {
      return infrastructure(
          "PostgreSQL cannot be used while " + what + ": " + message,
          "check that it runs, accepts connections, and that its address and password are right",
          error);
    }
    if (kind.equals("23")) {
      return infrastructure(
          "PostgreSQL refused to go on while " + what + ": " + message, null, error);
    }
    if (NO_SCHEMA.contains(state)) {
      return infrastructure(
          "the database has no click-deploy schema: " + message, "run the migrations", error);
    }
    return switch (kind) {
      case "22" ->
          new IllegalArgumentException(
              "PostgreSQL cannot take a value while " + what + ": " + message, error);
      case "0A", "42" -> new IllegalStateException("wrong SQL while " + what, error);
      default ->
          infrastructure("PostgreSQL failed while " + what + ": " + message, "try again", error);
    };
  }

  private static PortException infrastructure(
      String message, @Nullable String mend, SQLException cause) {
    return new PortException(FailureClass.INFRASTRUCTURE, message, mend, cause);
  }

  /** Pools wrap what the driver said. */
  private static SQLException root(SQLException error) {
    SQLException root = error;
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        root = sql;
      }
    }
    return root;
  }

  /** Without the server's details, which quote rows. */
  private static String message(SQLException error) {
    ServerErrorMessage server =
        error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    String message = server == null ? error.getMessage() : server.getMessage();
    return String.valueOf(message);
  }
}
