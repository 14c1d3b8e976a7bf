/**
 * Several daemons as one builder: which are there, how they are, and which of them a build goes to.
 * What a build does there is decided elsewhere.
 */
@NullMarked
package dev.clickdeploy.adapter.buildkit.endpoint;

import org.jspecify.annotations.NullMarked;
