/**
 * A BuildKit client: one door, {@link dev.clickdeploy.adapter.buildkit.BuildKit}, that turns a
 * build request into a conversation with a daemon. What belongs to one side of that conversation
 * only has a package below.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit;

import org.jspecify.annotations.NullMarked;
