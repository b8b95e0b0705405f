import type { Report } from './report.ts';

/** What has been opened, to be closed in the opposite order; what fails is reported and stops nothing. */
export class Closers {
  readonly #all: (() => Promise<unknown> | void)[] = [];
  readonly #report: Report;
  constructor(report: Report) {
    this.#report = report;
  }
  readonly add = (close: () => Promise<unknown> | void): void => void this.#all.unshift(close);
  readonly close = async (): Promise<void> => {
    for (const close of this.#all.splice(0)) {
      try {
        await close();
      } catch (error) {
        this.#report(error, 'close');
      }
    }
  };
}
