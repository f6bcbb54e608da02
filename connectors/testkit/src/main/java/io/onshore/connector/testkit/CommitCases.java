package io.onshore.connector.testkit;

/** Cases about making an object visible. */
abstract class CommitCases extends Cases {}
