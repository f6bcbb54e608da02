package io.onshore.policy;

/** What can be in a place. Laws differ in which of these they look at. */
public enum DataClass {
  /** The files at rest. */
  CONTENT,
  /** Copies of the files at rest. */
  BACKUP,
  /** Names, folders, sizes, times. */
  METADATA,
  /** Where people and services that can reach the data work. */
  SUPPORT,
  /** Where the company in the contract is. */
  CONTRACTING_ENTITY,
  /** Where the company that controls the provider is. */
  CONTROLLING_PARENT,
  /** Where the decryption keys are held. */
  KEYS,
  /** Where the gateway receives, checks and holds the sealed file on its way. */
  GATEWAY
}
