package dev.clickdeploy.core.build;

import java.time.Duration;

/**
 * How long one attempt may take.
 *
 * @param timeout in all
 * @param idle without a word from the builder
 */
public record BuildLimits(Duration timeout, Duration idle) {}
