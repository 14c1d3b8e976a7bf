/**
 * A build plan with its evidence, the build events and a build's outcome. Tool-specific terms stay
 * in the adapters.
 */
@NullMarked
package dev.clickdeploy.model.build;

import org.jspecify.annotations.NullMarked;
