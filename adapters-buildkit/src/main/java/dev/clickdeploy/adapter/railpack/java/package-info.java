/** Java: Maven and Gradle. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.java;

import org.jspecify.annotations.NullMarked;
