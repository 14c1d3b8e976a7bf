/**
 * The process that drives one queue in Java: commands come in as lines of JSON and go to a {@link
 * dev.clickdeploy.benchmarks.queue.driver.QueueUnderTest}. One small class for each system; the npm
 * systems have the same in src/main/node.
 */
@NullMarked
package dev.clickdeploy.benchmarks.queue.driver;

import org.jspecify.annotations.NullMarked;
