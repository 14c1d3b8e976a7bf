/**
 * What git hosts offer beside git: their APIs over HTTP. Here belongs one class for each endpoint
 * that we call, and what all calls share; git itself does not.
 */
@NullMarked
package dev.clickdeploy.adapter.githost;

import org.jspecify.annotations.NullMarked;
