/**
 * From a commit to a verified image, one class for each step. What a tool needs to be told belongs
 * to its adapter.
 */
@NullMarked
package dev.clickdeploy.core.build;

import org.jspecify.annotations.NullMarked;
