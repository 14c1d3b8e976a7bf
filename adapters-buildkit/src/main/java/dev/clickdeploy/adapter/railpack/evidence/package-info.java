/**
 * Why a plan is as it is, and why there is none. What providers note and what ends planning comes
 * here.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.evidence;

import org.jspecify.annotations.NullMarked;
