/** C++: CMake and Meson. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.cpp;

import org.jspecify.annotations.NullMarked;
