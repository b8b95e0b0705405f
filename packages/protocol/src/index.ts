export { envelope, parseEnvelope, parseWorkspaceCommand, type Answer, type Envelope, type Parsed } from './commands.ts';
export type {
  Bootstrap,
  ClientSignal,
  Farewell,
  Hello,
  PingAnswer,
  Presence,
  Signal,
  VideoState,
  ViewOf,
} from './messages.ts';
export { PROTOCOL_VERSION } from './version.ts';
