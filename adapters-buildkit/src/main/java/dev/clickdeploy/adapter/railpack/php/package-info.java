/** PHP: Composer, Laravel, Symfony and plain files. Only what this kind of app needs comes here. */
@NullMarked
package dev.clickdeploy.adapter.railpack.php;

import org.jspecify.annotations.NullMarked;
