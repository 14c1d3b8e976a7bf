/**
 * Verified pushes and what they mean for each service of a repository. What a git host's webhook
 * looks like belongs to the adapters.
 */
@NullMarked
package dev.clickdeploy.model.push;

import org.jspecify.annotations.NullMarked;
