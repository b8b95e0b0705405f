import { decided, entry, ERASED, refuse, type Decision } from './kernel.ts';
import type { PeopleCommand, PeopleEvent } from './people.ts';
import type { SessionState } from './session.ts';

/** Who may come in, under which name, and where they then are: in the hall, or afar. */
export const decideJoin = (
  state: SessionState,
  command: PeopleCommand & { type: 'participant.join' },
): Decision<PeopleEvent> => {
  const found = entry(state.people.participants, command.participant);
  if (found?.name === ERASED) return refuse('person-erased');
  const { guests } = state.info.settings;
  if (!found) {
    if (command.role !== 'audience' && command.role !== 'remote') return refuse('unknown-participant');
    if (guests === 'closed') return refuse('guests-closed');
    if (guests === 'named' && command.name === undefined) return refuse('name-needed');
  }
  // Who comes in by the remote page, or speaks from afar, is not in the hall, unless somebody has said that they are.
  const afar = command.role === 'remote' || (command.role === 'speaker' && speaksFromAfar(state, command.participant));
  const place = command.place ?? (afar && found?.place === undefined ? 'afar' : undefined);
  const news =
    (command.name !== undefined && command.name !== found?.name) || (place !== undefined && place !== found?.place);
  const same =
    found?.joinedAt !== undefined && found.leftAt === undefined && (found.present ?? []).includes(command.role);
  if (same && !news) return decided([]);
  return decided([{ ...command, ...(place === undefined ? {} : { place }), type: 'participant.joined' }]);
};

/** Whether every talk of theirs is planned to be given from afar. */
const speaksFromAfar = (state: SessionState, participant: string): boolean => {
  const own = Object.values(state.order.items).filter((one) => one.speaker === participant);
  return own.length > 0 && own.every((one) => one.remote === true);
};
