package io.onshore.connector.residency;

/** A class of data, or of people, that rests in a place of its own. */
public enum Aspect {
  /** The files themselves, at rest. */
  CONTENT,
  /** Copies for disaster recovery. */
  BACKUP,
  /** Names, sizes, times, sharing: what describes the files. */
  METADATA,
  /** Where staff or systems with access work from. */
  SUPPORT,
  /** The legal person the practice has its contract with. */
  CONTRACTING_ENTITY,
  /** The company that controls the provider. */
  CONTROLLING_PARENT,
  /** What kind of account it is (personal, business ...), in {@link Observation#rawLabel}. */
  ACCOUNT
}
