/**
 * Node.js and Bun: package managers, frameworks, start commands, front-ends that are built to
 * files. One small class per package manager and decision.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.node;

import org.jspecify.annotations.NullMarked;
