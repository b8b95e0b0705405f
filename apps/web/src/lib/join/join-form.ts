import type { JoinRefusal, JoinTarget } from '@rostrum/protocol';

/** What the join page shows after a post. */
export interface JoinForm {
  readonly code: string;
  readonly target?: JoinTarget;
  readonly name?: string;
  readonly refusal?: Pick<JoinRefusal, 'code' | 'detail'>;
}
