package io.onshore.connector.testkit;

/** Cases about who it is and how it is set up. */
abstract class IdentityAndSettingsCases extends Cases {}
