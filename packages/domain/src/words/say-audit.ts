import type { AuditDocument } from '../audit-document.ts';
import type { AuditLine } from '../audit-line.ts';
import type { PersonView } from '../views/parts.ts';
import type { DocumentPhrases } from './phrases.ts';

/** A line in words: what happened, who did it and in which role; both empty where nobody did. */
export interface SaidLine {
  readonly what: string;
  readonly who: string;
  readonly role: string;
}

/** How a person is called in a document. */
export const personName = (person: PersonView | undefined, phrases: DocumentPhrases): string =>
  person?.erased ? phrases.erased : (person?.name ?? '–');

export const sayLine = (
  line: AuditLine,
  { people, talks, panels }: Pick<AuditDocument, 'people' | 'talks' | 'panels'>,
  phrases: DocumentPhrases,
): SaidLine => {
  const person = (who: string | undefined): string => (who === undefined ? '' : personName(people[who], phrases));
  const talk = (id: string | undefined): string => {
    if (id === undefined) return '';
    const found = talks[id];
    return found ? phrases.talk(found.number, found.title) : phrases.removed;
  };
  const criterion = (id: string): string =>
    Object.values(panels).flatMap(({ criteria }) => criteria[id] ?? [])[0] ?? id;
  const changes = (line.changes ?? []).map(({ criterion: id, from, to }) =>
    [
      criterion(id),
      ...(from === undefined ? [] : [from]),
      ...(to === undefined ? [] : from === undefined ? [to] : ['→', to]),
    ].join(' '),
  );
  const named = {
    ...line,
    talk: talk(line.talk),
    judge: person(line.judge),
    panel: line.panel === undefined ? '' : (panels[line.panel]?.name ?? line.panel),
    other: person(line.other),
    talks: phrases.list((line.talks ?? []).map(talk)),
    changes: phrases.list(changes),
  };
  const role = line.signedAs ?? line.role;
  return {
    what: phrases.line[line.kind](named),
    who: line.by === undefined && line.kind.startsWith('deduction-') ? phrases.clock : person(line.by),
    role: role !== undefined && role in phrases.role ? phrases.role[role as keyof typeof phrases.role] : '',
  };
};
