/** A host as browsers send it: a name, an IPv4 address or a bracketed IPv6 one, with or without a port. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * Names the own host's WebSockets in `connect-src`: Safari before 2022 does not count them as 'self' (WebKit 201591).
 * A host that is no host adds nothing, so a forged header cannot write into the policy.
 */
export function withOwnSockets(policy: string, host: string): string {
  if (!HOST.test(host)) return policy;
  return policy.replace(/(^|;\s*)connect-src ([^;]*)/, `$1connect-src $2 ws://${host} wss://${host}`);
}
