/**
 * What operators do with the queue and see of it, and keeping its history in order. What workers do
 * is beside, in {@code queue}.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.control;

import org.jspecify.annotations.NullMarked;
