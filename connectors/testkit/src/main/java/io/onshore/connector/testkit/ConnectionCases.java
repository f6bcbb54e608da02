package io.onshore.connector.testkit;

/** Cases about getting through to a destination. */
abstract class ConnectionCases extends Cases {}
