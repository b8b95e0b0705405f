import type { StagePerson } from '#lib/stage/stage-person.ts';
import type { ScreenConnection } from '#lib/sync/screen-connection.ts';

/** The video room, as far as this screen uses it. */
interface Room {
  readonly people: readonly StagePerson[];
  start(rights: 'projector'): unknown;
  stop(): unknown;
  /** To be called from a press, where the browser plays nothing before one. */
  allowSound?(): Promise<unknown>;
}
interface RoomModule {
  readonly StageRoom: new (options: { tokenUrl: string; connection: ScreenConnection }) => Room;
}
/** The video client is large: fetched only once somebody is on stage. */
const parts = import.meta.glob<RoomModule>('../stage/stage-room{,.svelte}.ts');

/** Sight and sound of those on stage. Without video it has nobody, and their names are shown. */
export class StageLine {
  readonly #connection: ScreenConnection<'projector'>;
  #room: Room | undefined = $state.raw();
  #wanted = false;

  constructor(connection: ScreenConnection<'projector'>) {
    this.#connection = connection;
  }

  get people(): readonly StagePerson[] {
    return this.#room?.people ?? [];
  }

  async open(): Promise<void> {
    if (this.#wanted) return;
    this.#wanted = true;
    const load = Object.values(parts)[0];
    const part = await load?.().catch(() => undefined);
    // They may have left again while the client was on its way.
    if (!part || !this.#stillWanted()) return;
    const { session } = this.#connection;
    this.#room = new part.StageRoom({ tokenUrl: `/s/${session}/projector/video/token`, connection: this.#connection });
    this.#room.start('projector');
  }

  allowSound(): void {
    this.#room?.allowSound?.().catch(() => undefined);
  }

  close(): void {
    this.#wanted = false;
    this.#room?.stop();
    this.#room = undefined;
  }

  #stillWanted(): boolean {
    return this.#wanted && this.#room === undefined;
  }
}
