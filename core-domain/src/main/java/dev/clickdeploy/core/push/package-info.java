/**
 * What a git host's pushes mean for the services of a repository. How a webhook is read belongs to
 * the adapters.
 */
@NullMarked
package dev.clickdeploy.core.push;

import org.jspecify.annotations.NullMarked;
