package io.onshore.connector.testkit;

/** Cases about where the bytes come from. */
abstract class SourcesCases extends Cases {}
