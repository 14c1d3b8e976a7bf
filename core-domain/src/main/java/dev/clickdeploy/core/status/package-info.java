/**
 * Tells git hosts what became of commits. Here belongs when, in which order and how often; what the
 * hosts' APIs look like does not.
 */
@NullMarked
package dev.clickdeploy.core.status;

import org.jspecify.annotations.NullMarked;
