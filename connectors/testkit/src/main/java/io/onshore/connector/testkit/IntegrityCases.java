package io.onshore.connector.testkit;

/** Cases about the stored bytes being the sent bytes. */
abstract class IntegrityCases extends Cases {}
