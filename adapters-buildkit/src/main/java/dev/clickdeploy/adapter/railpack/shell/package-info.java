/** A start.sh that is all of the app. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.shell;

import org.jspecify.annotations.NullMarked;
