/**
 * What every benchmark shares: options, processes, alternation of rounds, medians, ratios, the
 * table and the JSON. Nothing here knows what is measured.
 */
@NullMarked
package dev.clickdeploy.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
