package io.onshore.connector.testkit;

/** Cases about what a failure says. */
abstract class FailuresCases extends Cases {}
