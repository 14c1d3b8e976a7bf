/** Rust: Cargo and its workspaces. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.rust;

import org.jspecify.annotations.NullMarked;
