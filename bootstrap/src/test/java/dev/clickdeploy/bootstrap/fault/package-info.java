/**
 * Workers, connections and databases that fail while jobs are worked on: real processes, real
 * signals. After each fault no job is lost and none was completed by a claim that was outlived.
 */
package dev.clickdeploy.bootstrap.fault;
