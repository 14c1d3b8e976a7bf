/**
 * Has images that are not kept any longer deleted from the registry. Here comes what is done with
 * images after their deployments have ended.
 */
@NullMarked
package dev.clickdeploy.core.retention;

import org.jspecify.annotations.NullMarked;
