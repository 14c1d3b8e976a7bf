package dev.clickdeploy.bootstrap.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The pool of connections to the database. */
final class PoolMetrics {
  private final HikariDataSource pool;

  PoolMetrics(HikariDataSource pool) {
    this.pool = pool;
  }

  void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("clickdeploy_database_connections")
        .help("Connections of the pool; pending are threads that wait for one")
        .labelNames("state")
        .callback(this::tell)
        .register(registry);
  }

  private void tell(GaugeWithCallback.Callback gauge) {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    gauge.call(pool.getMaximumPoolSize(), "most");
    if (now != null) { // null before the first use
      gauge.call(now.getActiveConnections(), "active");
      gauge.call(now.getIdleConnections(), "idle");
      gauge.call(now.getThreadsAwaitingConnection(), "pending");
    }
  }
}
