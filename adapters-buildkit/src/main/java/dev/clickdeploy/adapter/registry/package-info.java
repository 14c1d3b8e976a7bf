/**
 * A client of any registry that speaks the OCI distribution specification. One class per endpoint
 * and concern: naming, challenges, tokens, manifests; pushing layers is the builder's work.
 */
@NullMarked
package dev.clickdeploy.adapter.registry;

import org.jspecify.annotations.NullMarked;
