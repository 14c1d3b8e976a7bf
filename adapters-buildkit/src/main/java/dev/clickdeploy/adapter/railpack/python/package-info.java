/**
 * Python: pip, uv, Poetry, PDM, Pipenv; Django, Flask, FastAPI and their kin. Only what this kind
 * of app needs comes here.
 */
@NullMarked
package dev.clickdeploy.adapter.railpack.python;

import org.jspecify.annotations.NullMarked;
