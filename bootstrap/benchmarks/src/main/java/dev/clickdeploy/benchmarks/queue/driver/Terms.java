package dev.clickdeploy.benchmarks.queue.driver;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What all systems get alike.
 *
 * @param port of the server on 127.0.0.1
 * @param pool connections in the pool
 * @param workers jobs at once
 * @param payload a job's payload in bytes
 */
record Terms(int port, String database, int pool, int workers, int payload) {
  static Terms of(JsonNode command) {
    return new Terms(
        command.required("port").intValue(),
        command.required("database").textValue(),
        command.required("pool").intValue(),
        command.required("workers").intValue(),
        command.required("payload").intValue());
  }
}
