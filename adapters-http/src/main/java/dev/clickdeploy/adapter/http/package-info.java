/**
 * The REST API and the webhooks on Undertow. One class per capability of routes; what is wrong with
 * a request is said in {@code Problems}.
 */
@NullMarked
package dev.clickdeploy.adapter.http;

import org.jspecify.annotations.NullMarked;
