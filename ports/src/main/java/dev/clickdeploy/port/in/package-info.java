/**
 * What the system can be asked to do, as capabilities of a few verbs each; commands are records.
 * Adapters that drive the system compile against this package.
 */
@NullMarked
package dev.clickdeploy.port.in;

import org.jspecify.annotations.NullMarked;
