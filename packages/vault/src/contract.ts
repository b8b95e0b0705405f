import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Vault } from './vault.ts';

/** A driver under test: one fresh storage that can be opened more than once at a time. */
export interface VaultSubject {
  open(): Promise<Vault>;
  dispose(): Promise<void>;
}

/** What every driver of the vault does. */
export function describeVault(name: string, create: () => Promise<VaultSubject>): void {
  describe(`vault: ${name}`, () => {
    let subject: VaultSubject;
    let opened: Vault[];
    const open = async () => {
      const vault = await subject.open();
      opened.push(vault);
      return vault;
    };
    beforeEach(async () => {
      subject = await create();
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((vault) => vault.close()));
      await subject.dispose();
    });
    const hex = (key: Uint8Array | undefined) => key && Buffer.from(key).toString('hex');

    it('makes keys of 32 bytes, a different one for each name and kind, the same at every call', async () => {
      const vault = await open();
      const keys = [await vault.installationKey('a'), await vault.installationKey('b'), await vault.personKey('a')];
      expect(keys.map((key) => key?.length)).toEqual([32, 32, 32]);
      expect(new Set(keys.map(hex)).size).toBe(3);
      expect(hex(await vault.installationKey('a'))).toBe(hex(keys[0]));
      expect(hex(await vault.personKey('a'))).toBe(hex(keys[2]));
      expect(hex(await vault.findPersonKey('a'))).toBe(hex(keys[2]));
    });

    it('gives all who ask at once, at either opener, the same key', async () => {
      const [one, other] = [await open(), await open()];
      const asked = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : other).personKey('p1'));
      expect(new Set((await Promise.all(asked)).map(hex)).size).toBe(1);
    });

    it('finds nothing for whom no key was made, and makes none', async () => {
      const vault = await open();
      expect(await vault.findPersonKey('p1')).toBeUndefined();
      expect(await vault.findPersonKey('p1')).toBeUndefined();
    });

    it('has every key after closing and opening again', async () => {
      const before = await open();
      const keys = [await before.installationKey('links'), await before.personKey('p1')];
      await before.close();
      await expect(before.personKey('p1')).rejects.toMatchObject({ name: 'VaultUnavailable' });
      const after = await open();
      expect([await after.installationKey('links'), await after.findPersonKey('p1')].map(hex)).toEqual(keys.map(hex));
    });

    it('forgets one person for good and no one else', async () => {
      const vault = await open();
      const other = await open();
      await vault.personKey('p1');
      const kept = hex(await vault.personKey('p2'));
      await vault.forgetPerson('p1');
      await vault.forgetPerson('never seen');
      for (const each of [vault, other, await open()]) {
        expect(await each.findPersonKey('p1')).toBeUndefined();
        expect(await each.personKey('p1')).toBeUndefined();
        expect(await each.personKey('never seen')).toBeUndefined();
        expect(hex(await each.findPersonKey('p2'))).toBe(kept);
      }
    });

    it('answers what it was asked before it was closed', async () => {
      const vault = await open();
      const asked = vault.personKey('p1');
      await vault.close();
      expect((await asked)?.length).toBe(32);
      await vault.close();
    });
  });
}
