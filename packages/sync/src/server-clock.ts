/** Who keeps the clock: screens that run a session, or the phones of the crowd, which at rest should cost nothing. */
export type ClockProfile = 'screen' | 'audience';

/** One exchange: two instants of the client's monotonic clock, two of the server's, all in milliseconds. */
export interface Ping {
  clientSent: number;
  serverReceived: number;
  serverSent: number;
  clientReceived: number;
}

interface Profile {
  /** Pings that the estimate looks back on. */
  window: number;
  /** Milliseconds between one lot of pings and the next once the window is full. */
  rest: number;
  /** Pings in a lot: a phone's radio wakes once for all of them. */
  lot: number;
}

const PROFILES: Readonly<Record<ClockProfile, Profile>> = {
  screen: { window: 64, rest: 2_000, lot: 1 },
  audience: { window: 40, rest: 15_000, lot: 4 },
};

const ON_JOINING = 4;
const JOINING_GAP = 50;
const FILLING_GAP = 500;

/** This many lots of pings missing in a row make a clock stale. */
const MISSED = 3;

/**
 * Milliseconds to wait before ping `n` (from 0) since joining or the last `reset`: four on joining, two a second until
 * the window is full, then one every two seconds (for the audience: four together every fifteen).
 */
export function pingSchedule(n: number, profile: ClockProfile): number {
  if (n === 0) return 0;
  if (n < ON_JOINING) return JOINING_GAP;
  const { window, rest, lot } = PROFILES[profile];
  if (n < window) return FILLING_GAP;
  return (n - window) % lot === 0 ? rest : JOINING_GAP;
}

/**
 * The server's time on a client. The offset is half of (smallest way there minus smallest way back), each minimum taken
 * by itself over the window: with jitter that differs in each direction, one ping that was quick both ways is far rarer
 * than one quick ping for each way. (This is the minimum filter of NTP's clock filter, RFC 5905 §10, with its two
 * delays parted.) Drift is left to the window, which is short enough for 100 ppm.
 */
export class ServerClock {
  readonly #profile: Profile;
  #there: number[] = [];
  #back: number[] = [];
  #offset: number | undefined;
  #uncertainty: number | undefined;
  #heardAt: number | undefined;

  constructor(profile: ClockProfile) {
    this.#profile = PROFILES[profile];
  }

  addPing({ clientSent, serverReceived, serverSent, clientReceived }: Ping): void {
    const there = this.#remember(this.#there, serverReceived - clientSent);
    const back = this.#remember(this.#back, clientReceived - serverSent);
    this.#offset = (there - back) / 2;
    this.#uncertainty = (there + back) / 2;
    this.#heardAt = clientReceived;
  }

  /** Server time minus local time, in milliseconds; undefined before the first ping. */
  get offset(): number | undefined {
    return this.#offset;
  }

  /** The offset is off by no more than this many milliseconds, drift within the window aside. */
  get uncertainty(): number | undefined {
    return this.#uncertainty;
  }

  /** The server's time at an instant of the local monotonic clock; undefined before the first ping. */
  now(localNow: number): number | undefined {
    return this.#offset === undefined ? undefined : localNow + this.#offset;
  }

  /** Whether the time shown must be marked as doubtful: nothing came back for three intervals, or none since `reset`. */
  isStale(localNow: number): boolean {
    return this.#heardAt === undefined || localNow - this.#heardAt > MISSED * this.#profile.rest;
  }

  /**
   * Empties the window: when the page becomes visible again, since the local clock may have stood still meanwhile, and
   * after a reconnection, since another node may answer. The old offset serves, stale, until the next ping.
   */
  reset(): void {
    this.#there = [];
    this.#back = [];
    this.#heardAt = undefined;
  }

  #remember(ways: number[], way: number): number {
    ways.push(way);
    if (ways.length > this.#profile.window) ways.shift();
    return Math.min(...ways);
  }
}
