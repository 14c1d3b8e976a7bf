/** Turns the daemon's status stream into build events. Knows vertices and logs, not requests. */
@NullMarked
package dev.clickdeploy.adapter.buildkit.progress;

import org.jspecify.annotations.NullMarked;
