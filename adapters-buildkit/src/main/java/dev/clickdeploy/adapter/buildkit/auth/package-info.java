/**
 * Answers the daemon's requests for registry credentials, each for its own host only. Nothing here
 * may log or print.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.auth;

import org.jspecify.annotations.NullMarked;
