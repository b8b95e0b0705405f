import { ROLES, type Role } from '@rostrum/domain';
import type { Request, Response } from 'express';
import type { Admitted, Authority, Denied } from '../authorise.ts';

const STATUS: Readonly<Record<Denied, number>> = {
  'signed-out': 401,
  revoked: 403,
  expired: 403,
  'no-such-session': 404,
};

export const refuseFile = (response: Response, status: number, code: string): void => {
  response.status(status).set('cache-control', 'no-store').json({ ok: false, code });
};

/** Whose request it is, asked anew at each; answers it and gives `undefined` when it is nobody's. */
export const admitted = async (
  authority: Authority,
  request: Request<{ session: string; role: string }>,
  response: Response,
): Promise<Admitted | undefined> => {
  const { session, role } = request.params;
  if (!ROLES.includes(role as Role)) {
    refuseFile(response, 404, 'not-found');
    return undefined;
  }
  const admission = await authority.admit(session, role as Role, request.headers.cookie);
  if (admission.ok) return admission;
  refuseFile(response, STATUS[admission.reason], admission.reason);
  return undefined;
};
