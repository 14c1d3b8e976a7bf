/**
 * The demo: a git push that becomes an image, watched from outside through the REST API. It uses
 * the server as any user would.
 */
@NullMarked
package dev.clickdeploy.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
