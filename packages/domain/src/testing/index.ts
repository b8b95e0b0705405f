export { castOf, type Cast, type Names } from './cast.ts';
export {
  anonymously,
  as,
  contextOf,
  DAWN,
  longIds,
  MINUTE,
  OWNER,
  SECOND,
  seeded,
  shortIds,
  SYSTEM,
} from './context.ts';
export { canonical, fromState, given, same, stamped, type Given, type Outcome } from './given.ts';
export { Play } from './play.ts';
export { scenario, SCENARIOS, type Scenario, type ScenarioName, type ScenarioOptions } from './scenario.ts';
export { seedSession, WorkspacePlay, type Seed, type SeedOptions } from './seed.ts';
export { markedCast } from './fuzz-world.ts';
export { Fuzz } from './fuzz.ts';
export { type Dice } from './fuzz-command.ts';
export { marker, MAY_SEE, Oracle, type Leak, type Secret, type SecretKind } from './secrecy.ts';
export { viewersOf, viewFor, type Viewer } from './viewers.ts';
export {
  CLERK,
  CLERK_2,
  GUEST,
  HEAD,
  HOST,
  judge,
  KEEPER,
  OTHER,
  prepared,
  REMOTE,
  rulesWith,
  running,
  SPEAKER,
  started,
  type WorldOptions,
} from './events.ts';
