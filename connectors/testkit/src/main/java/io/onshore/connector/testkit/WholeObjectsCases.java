package io.onshore.connector.testkit;

/** Cases about storing objects of every size. */
abstract class WholeObjectsCases extends Cases {}
