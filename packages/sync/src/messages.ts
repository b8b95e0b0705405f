import type { Patch } from './patch.ts';

/** A client holds two views: that of its role, shared by all of that role, and its own small one. */
export type ViewName = 'role' | 'me';

/** A view as last published; `revision` is the log revision at which that was. */
export interface SnapshotMessage {
  kind: 'snapshot';
  view: ViewName;
  revision: number;
  data: object;
}

/** From one published revision of a view to the next; revisions are log revisions, so they may be far apart. */
export interface PatchMessage {
  kind: 'patch';
  view: ViewName;
  from: number;
  to: number;
  patch: Patch;
  /** On a `me` patch: the revision of the role view that it belongs with, hold it until the replica is there. */
  with?: number;
}

/** All that the log held up to this revision is in the messages before this one. */
export interface UpToMessage {
  kind: 'upto';
  revision: number;
}

export type ViewMessage = SnapshotMessage | PatchMessage | UpToMessage;

/** Where a replica stands: what a client names on joining, reconnecting and asking again. */
export interface Position {
  role?: number;
  me?: number;
  /** The highest log revision seen in any message or acknowledgement: a node answers once it has followed so far. */
  seen: number;
}
