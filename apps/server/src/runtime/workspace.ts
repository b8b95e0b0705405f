import {
  decideWorkspace,
  evolveWorkspace,
  initialWorkspace,
  type WorkspaceCommand,
  type WorkspaceEvent,
  type WorkspaceState,
} from '@rostrum/domain';
import { StreamRuntime, type RuntimeTools } from './stream-runtime.ts';

export type WorkspaceRuntime = StreamRuntime<WorkspaceState, WorkspaceCommand, WorkspaceEvent>;
export const WORKSPACE_STREAM = 'workspace';

export const openWorkspace = (tools: RuntimeTools): Promise<WorkspaceRuntime> =>
  StreamRuntime.open(
    WORKSPACE_STREAM,
    { initial: initialWorkspace, decide: decideWorkspace, evolve: evolveWorkspace },
    tools,
  );
