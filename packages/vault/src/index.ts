export { VaultUnavailable } from './vault.ts';
export type { Vault } from './vault.ts';
export { openSqliteVault } from './sqlite-vault.ts';
