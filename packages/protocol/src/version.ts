/**
 * Grows with every change of what travels. A server speaks this version and the one before it; the test beside
 * `schemas.ts` fails when the schemas change and this number does not.
 */
export const PROTOCOL_VERSION = 1;
