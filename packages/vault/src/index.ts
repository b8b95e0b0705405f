export { VaultUnavailable } from './vault.ts';
export type { Vault } from './vault.ts';
export { openRedisVault } from './redis-vault.ts';
export type { RedisVaultOptions } from './redis-vault.ts';
export { openSqliteVault } from './sqlite-vault.ts';
