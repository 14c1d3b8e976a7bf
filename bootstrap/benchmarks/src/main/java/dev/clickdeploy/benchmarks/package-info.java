/**
 * Starts one of the project's benchmarks by its name. Each benchmark has a package of its own below
 * this one and uses the harness for figures and reports.
 */
@NullMarked
package dev.clickdeploy.benchmarks;

import org.jspecify.annotations.NullMarked;
