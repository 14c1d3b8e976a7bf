/**
 * The session: a gRPC server of ours that the daemon calls back through a stream of its own API.
 * The services that it offers live in their own packages.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.session;

import org.jspecify.annotations.NullMarked;
