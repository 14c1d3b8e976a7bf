/** .NET: projects and their publication. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.dotnet;

import org.jspecify.annotations.NullMarked;
