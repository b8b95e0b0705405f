export { envelope, parseEnvelope, parseWorkspaceCommand, type Answer, type Envelope, type Parsed } from './commands.ts';
export type {
  Bootstrap,
  ClientSignal,
  Farewell,
  Hello,
  NodesFacts,
  PingAnswer,
  Presence,
  Signal,
  ViewOf,
} from './messages.ts';
export { PROTOCOL_VERSION } from './version.ts';
export type { VideoLack, VideoNews, VideoReach, VideoReachability, VideoState, VideoVerdict } from './video.ts';
export {
  BRIDGE,
  type AddressChoice,
  type BridgeCookie,
  type Caller,
  type Found,
  type Joined,
  type JoinKey,
  type JoinRefusal,
  type JoinTarget,
  type LinkPage,
  type MemberSummary,
  type OrganiserView,
  type Page,
  type PageDenied,
  type ProgrammeSummary,
  type ServerBridge,
  type SessionSummary,
} from './bridge.ts';
