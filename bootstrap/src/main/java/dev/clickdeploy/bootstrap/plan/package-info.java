/**
 * The command that shows how a directory or a repository would be built. Planning itself is the
 * planner's.
 */
@NullMarked
package dev.clickdeploy.bootstrap.plan;

import org.jspecify.annotations.NullMarked;
