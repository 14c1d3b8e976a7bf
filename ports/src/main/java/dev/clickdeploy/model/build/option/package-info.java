/**
 * What a build may be asked beyond its plan: secrets, platforms, limits, caches, attestations and
 * the image's form. Plain values; how a builder is told of them belongs to its adapter.
 */
@NullMarked
package dev.clickdeploy.model.build.option;

import org.jspecify.annotations.NullMarked;
