/**
 * Image names, references, digests and manifests in the terms of the OCI distribution
 * specification. Requests to a registry belong to the adapters.
 */
@NullMarked
package dev.clickdeploy.model.image;

import org.jspecify.annotations.NullMarked;
