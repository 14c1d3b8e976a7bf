/**
 * Asking a registry over HTTP: where it is, who we are there, limits, redirects, repetitions, and
 * what refusals mean. What both the OCI distribution specification and a registry's own API need
 * comes here; endpoints do not.
 */
@NullMarked
package dev.clickdeploy.adapter.registry.http;

import org.jspecify.annotations.NullMarked;
