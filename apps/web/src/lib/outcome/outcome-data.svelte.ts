/** A document that the server makes of the judging: fetched when asked, and what was there stays until the new is whole. */
export class OutcomeData<T> {
  #document = $state.raw<T>();
  #at = $state(0);
  #failed = $state(false);
  #stop: AbortController | undefined;

  get document(): T | undefined {
    return this.#document;
  }
  /** When it was read, epoch milliseconds. */
  get at(): number {
    return this.#at;
  }
  get failed(): boolean {
    return this.#failed;
  }

  async load(path: string): Promise<void> {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    try {
      const response = await fetch(path, { signal: stop.signal });
      const answer = (await response.json()) as { readonly ok: boolean; readonly document: T };
      if (stop.signal.aborted) return;
      this.#failed = !answer.ok;
      if (!answer.ok) return;
      this.#document = answer.document;
      this.#at = Date.now();
    } catch {
      if (!stop.signal.aborted) this.#failed = true;
    }
  }

  close(): void {
    this.#stop?.abort();
  }
}
