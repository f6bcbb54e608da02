package io.onshore.connector.testkit;

/** Cases about what the provider says about where data rests. */
abstract class ResidencyCases extends Cases {}
