/**
 * Checks of each setting against the real thing, with the mend. Every check is one class-sized
 * piece of work.
 */
@NullMarked
package dev.clickdeploy.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
