/**
 * Files served by Caddy: sites without a build, and the stage that other providers end with when
 * their build makes files.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.staticsite;

import org.jspecify.annotations.NullMarked;
