/** Ruby: Bundler, Rails, Rack. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.ruby;

import org.jspecify.annotations.NullMarked;
