import type { AddressChoice } from '@rostrum/protocol';

interface LinksAnswer {
  readonly ok: boolean;
  readonly links: Readonly<Record<string, string>>;
  readonly join: string;
  readonly origin: string;
  readonly reach: AddressChoice['reach'];
}

/** The addresses of a session's personal links. They travel to this page alone, never in a view. */
export class SessionLinks {
  #answer = $state.raw<LinksAnswer>();
  #failed = $state(false);

  /** By link id. */
  get links(): Readonly<Record<string, string>> {
    return this.#answer?.links ?? {};
  }
  get join(): string | undefined {
    return this.#answer?.join;
  }
  get origin(): string | undefined {
    return this.#answer?.origin;
  }
  get reach(): AddressChoice['reach'] | undefined {
    return this.#answer?.reach;
  }
  get failed(): boolean {
    return this.#failed;
  }

  /** Asks now, and every three seconds until it is answered; gives back how to stop. */
  load(session: string): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const answer = await fetch(`/s/${session}/host/links.json`)
        .then((response) => response.json() as Promise<LinksAnswer>)
        .catch(() => undefined);
      if (stopped) return;
      this.#failed = answer?.ok !== true;
      if (answer?.ok === true) this.#answer = answer;
      else timer = setTimeout(() => void ask(), 3_000);
    };
    void ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }
}
