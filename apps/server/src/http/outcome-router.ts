import { scoreDocument, type Role, type ScoreDocument, type SessionState } from '@rostrum/domain';
import { documentPhrases } from '@rostrum/domain/words';
import type { EventLog } from '@rostrum/event-log';
import { Router, type Request, type Response } from 'express';
import type { Authority } from '../authorise.ts';
import { attachment } from '../decks/file-names.ts';
import { auditTable, dateOf, readAudit } from '../outcome/audit-table.ts';
import { csvOf } from '../outcome/cells.ts';
import { wideTable } from '../outcome/score-tables.ts';
import { workbookOf } from '../outcome/score-workbook.ts';
import { streamOf, type Room } from '../runtime/sessions.ts';
import type { Tokens } from '../tokens.ts';

/** Who runs the judging; each comes by the path of their own cookie. */
const READERS: readonly Role[] = ['host', 'head-judge', 'clerk'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface OutcomeTools {
  readonly authority: Pick<Authority, 'admit'>;
  readonly log: Pick<EventLog, 'read'>;
  readonly tokens: Pick<Tokens, 'keyedHash'>;
}

/**
 * What stays of the judging, for host, head judge and tally clerk: `scores.json`, `scores.xlsx` and `scores.csv` (with
 * `?anonymous=1` nobody can tell whose marks are whose), `audit.json` and `audit.csv`. Talks whose marks are held carry no
 * figures. Answers 401, 400 (`bad-query`), or 409 (`results-not-open`) where there is no figure to put into a file.
 */
export const outcomeRouter = ({ authority, log, tokens }: OutcomeTools): Router => {
  const router = Router();
  const serve = (name: string, answer: (room: Room, request: Request, response: Response) => Promise<void>): void => {
    for (const role of READERS) {
      router.get(`/s/:session/${role}/${name}`, async (request, response) => {
        response.set('cache-control', 'no-store');
        const admission = await authority.admit(request.params.session, role, request.headers.cookie);
        if (admission.ok) await answer(admission.room, request, response);
        else response.status(401).json({ ok: false, code: admission.reason });
      });
    }
  };
  /** By a key that never leaves the server: the order is the same in every file, and tells nothing. */
  const shuffleIn =
    ({ session, run }: Room) =>
    (judges: readonly string[]): string[] =>
      judges
        .map((judge) => ({ judge, by: tokens.keyedHash('judge-order', `${session}/${run}/${judge}`) }))
        .sort((a, b) => (a.by < b.by ? -1 : 1))
        .map((one) => one.judge);
  const scored = (
    name: string,
    answer: (document: ScoreDocument, room: Room, response: Response) => Promise<void> | void,
  ): void =>
    serve(name, async (room, request, response) => {
      const { anonymous } = request.query;
      if (anonymous !== undefined && anonymous !== '1') {
        response.status(400).json({ ok: false, code: 'bad-query' });
        return;
      }
      const document = scoreDocument(room.runtime.state, anonymous === '1' ? { shuffle: shuffleIn(room) } : {});
      await answer(document, room, response);
    });
  const file = (response: Response, state: SessionState, kind: 'summary' | 'audit', ending: string, type: string) => {
    const { language, title, startedAt, startsAt } = state.info;
    const name = `${title} ${documentPhrases(language)[kind]} ${dateOf(startedAt ?? startsAt)}.${ending}`;
    response.set({ 'content-type': type, 'content-disposition': attachment(name) });
  };
  const auditIn = ({ session, run, runtime }: Room) => readAudit(log, streamOf(session, run), runtime.state);
  /** A file is for figures: as long as all of them are held there is none. */
  const refused = (document: ScoreDocument, response: Response): boolean => {
    const held = document.rows.some((one) => one.figures === 'held');
    if (!held || document.rows.some((one) => one.figures !== 'held' && one.figures !== 'none')) return false;
    response.status(409).json({ ok: false, code: 'results-not-open' });
    return true;
  };

  scored('scores.json', (document, _room, response) => void response.json({ ok: true, document }));
  scored('scores.csv', (document, { runtime }, response) => {
    if (refused(document, response)) return;
    file(response, runtime.state, 'summary', 'csv', 'text/csv; charset=utf-8');
    response.send(csvOf(wideTable(document, documentPhrases(document.session.language))));
  });
  scored('scores.xlsx', async (document, room, response) => {
    if (refused(document, response)) return;
    // Who changed what, and when, would say whose column is whose.
    const bytes = await workbookOf(document, document.anonymous ? undefined : await auditIn(room));
    file(response, room.runtime.state, 'summary', 'xlsx', XLSX);
    response.send(bytes);
  });
  serve('audit.json', async (room, _request, response) => {
    response.json({ ok: true, document: await auditIn(room) });
  });
  serve('audit.csv', async (room, _request, response) => {
    const document = await auditIn(room);
    file(response, room.runtime.state, 'audit', 'csv', 'text/csv; charset=utf-8');
    response.send(csvOf(auditTable(document, documentPhrases(document.session.language))));
  });
  return router;
};
