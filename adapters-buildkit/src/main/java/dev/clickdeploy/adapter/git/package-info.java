/**
 * Git repositories through JGit: refs without a clone, one commit into a bare cache, its content
 * straight from git objects. What talks git, keeps git objects or reads them comes here; what a
 * build makes of them does not.
 */
@NullMarked
package dev.clickdeploy.adapter.git;

import org.jspecify.annotations.NullMarked;
