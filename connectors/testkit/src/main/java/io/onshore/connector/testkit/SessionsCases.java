package io.onshore.connector.testkit;

/** Cases about uploads that are interrupted and resumed. */
abstract class SessionsCases extends Cases {}
