/**
 * Takes a build's result from the daemon: an archive into a stream of the caller's, files into a
 * directory. Nothing that arrives is trusted with a path outside of that directory.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.export;

import org.jspecify.annotations.NullMarked;
