/**
 * Numbered requests, their answers, and news, as JSON over a WebSocket: the form that Chrome's DevTools Protocol and
 * WebDriver BiDi have in common.
 */
export class Channel {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { done: (result: unknown) => void; fail: (error: Error) => void }>();
  #last = 0;

  private constructor(socket: WebSocket, news: (method: string, params: Record<string, unknown>) => void) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as {
        id?: number;
        result?: unknown;
        error?: unknown;
        message?: string;
        method?: string;
        params?: Record<string, unknown>;
      };
      if (typeof message.id !== 'number') {
        news(message.method ?? '', message.params ?? {});
        return;
      }
      const asked = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) asked?.done(message.result);
      else asked?.fail(new Error(`${JSON.stringify(message.error)} ${message.message ?? ''}`));
    });
    socket.addEventListener('close', () => {
      for (const asked of this.#waiting.values()) asked.fail(new Error('the browser has gone'));
      this.#waiting.clear();
    });
  }

  static async open(
    url: string,
    news: (method: string, params: Record<string, unknown>) => void = () => undefined,
  ): Promise<Channel> {
    const socket = new WebSocket(url);
    await new Promise<void>((done, fail) => {
      socket.addEventListener('open', () => done());
      socket.addEventListener('error', () => fail(new Error(`no connection to ${url}`)));
    });
    return new Channel(socket, news);
  }

  ask<T = unknown>(method: string, params: object = {}): Promise<T> {
    const id = ++this.#last;
    return new Promise<T>((done, fail) => {
      this.#waiting.set(id, { done: (result) => done(result as T), fail });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.#socket.close();
  }
}
