/**
 * How a daemon is reached: addresses, the connection, and the threads it runs on. Nothing here
 * knows what a build is.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.transport;

import org.jspecify.annotations.NullMarked;
