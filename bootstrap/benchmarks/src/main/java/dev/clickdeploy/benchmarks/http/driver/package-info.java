/**
 * The processes of the {@code http} benchmark beside the server: a worker that writes logs by the
 * product's own port and by plain JDBC, and a bare HTTP server.
 */
@NullMarked
package dev.clickdeploy.benchmarks.http.driver;

import org.jspecify.annotations.NullMarked;
