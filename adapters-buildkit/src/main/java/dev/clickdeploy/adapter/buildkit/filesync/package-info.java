/**
 * Answers the daemon's requests for files from memory and from git objects. Which files a pattern
 * selects is decided in the pattern package.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.filesync;

import org.jspecify.annotations.NullMarked;
