/**
 * Logs followed while they are written: one reader for each deployment that is followed, however
 * many follow it. How followers are served over a wire belongs to adapters.
 */
@NullMarked
package dev.clickdeploy.core.log;

import org.jspecify.annotations.NullMarked;
