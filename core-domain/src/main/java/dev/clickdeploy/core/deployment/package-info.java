/**
 * Deployments as callers trigger, read and cancel them. How one is carried out belongs to the
 * build.
 */
@NullMarked
package dev.clickdeploy.core.deployment;

import org.jspecify.annotations.NullMarked;
