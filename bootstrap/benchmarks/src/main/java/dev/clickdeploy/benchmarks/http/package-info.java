/**
 * The {@code http} benchmark: the server in a process of its own, asked by one thread here; beside
 * it, in the same run, the least that the same work could cost. Here is the side that decides what
 * happens when, measures it, and looks in the database for what was accepted.
 */
@NullMarked
package dev.clickdeploy.benchmarks.http;

import org.jspecify.annotations.NullMarked;
