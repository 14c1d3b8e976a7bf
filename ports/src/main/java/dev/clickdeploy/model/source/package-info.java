/**
 * Commits, refs, repositories and the content of one commit below a root directory. No checkout is
 * implied anywhere here.
 */
@NullMarked
package dev.clickdeploy.model.source;

import org.jspecify.annotations.NullMarked;
