/**
 * How long planning takes: many apps in a process that has just begun, and trees that are meant to
 * do harm. There is no peer: no other planner takes a tree without a process and a checkout.
 */
@NullMarked
package dev.clickdeploy.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
