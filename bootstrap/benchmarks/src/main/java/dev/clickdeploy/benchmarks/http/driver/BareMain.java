package dev.clickdeploy.benchmarks.http.driver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The least that could be called a server for the same requests, on the same libraries: a
 * deployment by its primary key without asking who wants it, and a delivery's key by one INSERT
 * without asking whether it is signed.
 */
public final class BareMain {
  private final HikariDataSource pool;

  private BareMain(int databasePort) throws SQLException {
    pool = Pools.pool(databasePort);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE SCHEMA IF NOT EXISTS plain;
          CREATE TABLE IF NOT EXISTS plain.deliveries (
            key text PRIMARY KEY, size int NOT NULL, received_at timestamptz NOT NULL DEFAULT now())
          """);
    }
  }

  /** The argument is the database's port; the first line of the output is its own. */
  public static void main(String[] arguments) throws Exception {
    BareMain bare = new BareMain(Integer.parseInt(arguments[0]));
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(16)
            .setHandler(exchange -> exchange.dispatch(bare::handle))
            .build();
    undertow.start();
    InetSocketAddress address =
        (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    System.out.println(address.getPort());
    while (System.in.read() >= 0) {
      // until whoever has started it ends it
    }
    System.exit(0);
  }

  private void handle(HttpServerExchange exchange) throws Exception {
    exchange.startBlocking();
    if (exchange.getRequestMethod().equalToString("POST")) {
      insert(exchange);
    } else {
      answer(exchange, 200, deployment(id(exchange.getRequestPath())));
    }
  }

  private void insert(HttpServerExchange exchange) throws Exception {
    int size = exchange.getInputStream().readAllBytes().length;
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO plain.deliveries (key, size) VALUES (?, ?)")) {
      insert.setString(1, exchange.getRequestHeaders().getFirst("X-GitHub-Delivery"));
      insert.setInt(2, size);
      insert.executeUpdate();
    }
    answer(exchange, 202, "{}");
  }

  private static UUID id(String path) {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  private String deployment(UUID id) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT status, ref, sha FROM clickdeploy.deployments WHERE id = ?")) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return JsonNodeFactory.instance
            .objectNode()
            .put("id", id.toString())
            .put("status", row.getString(1))
            .put("ref", row.getString(2))
            .put("sha", row.getString(3))
            .toString();
      }
    }
  }

  private static void answer(HttpServerExchange exchange, int status, String body) {
    exchange.setStatusCode(status);
    exchange.getResponseSender().send(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }
}
