/** The README's example of embedding, compiled, run and compared with the README. */
package dev.clickdeploy.bootstrap.embedding;
