/**
 * The benchmark of the job queue: ours and its peers, each in a process of its own, on one
 * PostgreSQL. Here is the side that decides what happens when and measures it.
 */
@NullMarked
package dev.clickdeploy.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
