/**
 * What the server counts, for Prometheus. One class per thing that is counted; labels have few
 * values, whatever clients send.
 */
@NullMarked
package dev.clickdeploy.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
