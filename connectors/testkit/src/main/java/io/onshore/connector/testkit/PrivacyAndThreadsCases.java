package io.onshore.connector.testkit;

/** Cases about what goes out, and who may call. */
abstract class PrivacyAndThreadsCases extends Cases {}
