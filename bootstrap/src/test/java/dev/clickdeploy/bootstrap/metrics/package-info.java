/** Metrics as Prometheus reads them. Only tests of what is counted may come here. */
@NullMarked
package dev.clickdeploy.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
