/** Our side of the {@code build} benchmark: the embedded system in a process of its own. */
@NullMarked
package dev.clickdeploy.benchmarks.build.driver;

import org.jspecify.annotations.NullMarked;
