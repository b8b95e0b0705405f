import {
  auditDocument,
  auditOf,
  type AuditDocument,
  type AuditLine,
  type SessionEvent,
  type SessionState,
  type StampedSessionEvent,
} from '@rostrum/domain';
import { sayLine, type DocumentPhrases } from '@rostrum/domain/words';
import type { EventLog } from '@rostrum/event-log';
import { fromStored } from '../runtime/stored.ts';
import { figure, words, type Table } from './cells.ts';

const PAGE = 1000;

/** The audit of a run: its log from the first event to the last, a page at a time. */
export const readAudit = async (
  log: Pick<EventLog, 'read'>,
  stream: string,
  state: SessionState,
): Promise<AuditDocument> => {
  const audit = auditOf(state);
  const lines: AuditLine[] = [];
  for (let revision = 0; ; revision += PAGE) {
    const stored = await log.read(stream, revision, PAGE);
    lines.push(...audit.take(stored.map((one): StampedSessionEvent => fromStored<SessionEvent>(one))));
    if (stored.length < PAGE) return auditDocument(state, lines);
  }
};

export const auditTable = (document: AuditDocument, phrases: DocumentPhrases): Table => ({
  columns: ['#', phrases.columns.time, phrases.columns.who, phrases.columns.role, phrases.columns.what],
  rows: document.lines.map((line) => {
    const { what, who, role } = sayLine(line, document, phrases);
    return [figure(String(line.n)), words(clockTime(line.at)), words(who), words(role), words(what)];
  }),
});

/** Date and time of this machine's zone, as files sort by: 2026-05-22 09:00:00. */
const clockTime = (at: number): string => {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};
export const dateOf = (at: number): string => clockTime(at).slice(0, 10);
