/**
 * The {@code build} benchmark: ours against git and buildx by hand, and the host, repositories and
 * processes for that. Ours runs in a process of its own, in the driver package.
 */
@NullMarked
package dev.clickdeploy.benchmarks.build;

import org.jspecify.annotations.NullMarked;
