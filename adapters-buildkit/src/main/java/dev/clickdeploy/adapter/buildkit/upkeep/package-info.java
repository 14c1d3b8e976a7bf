/**
 * What an operator asks of daemons: their workers, what their caches hold, and to prune them.
 * Builds do not need any of it.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.upkeep;

import org.jspecify.annotations.NullMarked;
