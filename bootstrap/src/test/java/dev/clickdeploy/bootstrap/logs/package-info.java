/** Logs over real sockets from a real database; whoever builds is another process's storage. */
package dev.clickdeploy.bootstrap.logs;
