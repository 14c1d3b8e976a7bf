/**
 * Who reaches what through the whole server. Whatever proves that for every route may come here.
 */
@NullMarked
package dev.clickdeploy.bootstrap.access;

import org.jspecify.annotations.NullMarked;
