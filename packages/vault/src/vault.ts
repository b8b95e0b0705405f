/** Keeps secrets, each of 32 random bytes, made by the vault itself. Any call may reject with {@link VaultUnavailable}. */
export interface Vault {
  /** The installation's key of that name; made at the first call, durable when this resolves, the same ever after. */
  installationKey(name: string): Promise<Uint8Array>;
  /**
   * The person's key; made at the first call, durable when this resolves. `undefined` when the person was forgotten:
   * whoever was forgotten never gets a key again.
   */
  personKey(id: string): Promise<Uint8Array | undefined>;
  /** `undefined` when there is none, or no longer. Makes nothing. */
  findPersonKey(id: string): Promise<Uint8Array | undefined>;
  /**
   * Loses the person's key for good: in none of the vault's files any more when this resolves. Backups, and file systems or
   * disks that write changes to a new place, are beyond its reach. The opaque id stays, as a mark.
   */
  forgetPerson(id: string): Promise<void>;
  close(): Promise<void>;
}

/** The vault could not do it now; the caller may try again later. */
export class VaultUnavailable extends Error {
  override readonly name = 'VaultUnavailable';
}
