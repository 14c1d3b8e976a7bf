/**
 * Turns what the daemon says of a failed build into a sentence for whoever must mend it. The
 * daemon's source details are read here and never logged.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.failure;

import org.jspecify.annotations.NullMarked;
