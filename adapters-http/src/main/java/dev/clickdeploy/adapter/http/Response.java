package dev.clickdeploy.adapter.http;

/** What a route gives back. */
sealed interface Response permits Answer, Streamed {}
