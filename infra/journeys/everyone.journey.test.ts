import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Cast, figure } from './everyone/cast.ts';
import { catalogueOf, type Language, type Say } from './everyone/catalogue.ts';
import { JUDGE_TOTALS, MEANS, SHEETS, TOTALS, WEIGHTS } from './everyone/marks.ts';
import type { Links } from './everyone/organiser.ts';
import { DECKS, STORY } from './everyone/story.ts';
import { openBrowser, startRostrum, type Rostrum } from './rostrum.ts';

const TALKS = [0, 1, 2] as const;

describe.each([
  ['zh', 'live', 'mouse'],
  ['en', 'end', 'keys'],
] as const)('everyone in one session, in %s, marks shown %s, the host by %s', (language: Language, marks, by) => {
  const story = STORY[language];
  let rostrum: Rostrum;
  let browser: Browser;
  let say: Say;
  let links: Links;
  let cast: Cast;

  beforeAll(async () => {
    say = await catalogueOf(language);
    [rostrum, browser] = await Promise.all([startRostrum(), openBrowser()]);
    cast = await Cast.arrive(browser, language, say, by);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [nth, one] of cast.seats.entries()) await one.picture(`failed-${nth}`);
  });
  afterAll(async () => {
    await browser.close();
    await rostrum.close();
  });

  it('is set up by clicking: workspace, members, programme, session, links', async () => {
    const { organiser, host, projector } = cast;
    await organiser.createWorkspace(await rostrum.ownerLink(), story.workspace, story.owner);
    await organiser.addMembers(story.speakers);
    await organiser.createProgramme(story.programme);
    await organiser.createSession({
      ...story,
      marks: say(`organiser_marks_${marks}`),
      talks: TALKS.map((nth) => ({ speaker: story.speakers[nth], topic: story.topics[nth], minutes: nth + 1 })),
      criteria: TALKS.map((nth) => ({ name: story.criteria[nth], weight: WEIGHTS[nth] })),
    });
    const wall = say('organiser_role_projector');
    links = await organiser.copyLinks(rostrum.base, [
      wall,
      story.owner,
      ...story.speakers,
      ...story.judges,
      story.remote,
    ]);
    await Promise.all([
      host.seat.open(links.of(story.owner), 'host'),
      projector.seat.open(links.of(wall), 'projector'),
    ]);
  });

  it('speakers upload their PDFs, and everyone comes in at their own door', async () => {
    const { host, projector, speakers, judges, phones, remote } = cast;
    await Promise.all([
      ...speakers.map(async (speaker, nth) => {
        await speaker.seat.open(links.of(story.speakers[nth]!), 'speaker');
        await speaker.upload(DECKS[nth]!.file, DECKS[nth]!.pages);
      }),
      ...judges.map((one, nth) => one.seat.open(links.of(story.judges[nth]!), 'judge')),
    ]);
    await phones[0].joinByCode(rostrum.base, await projector.code(), story.listener);
    await phones[1].joinByQr(links.join);
    await remote.seat.open(links.of(story.remote), 'remote');
    await remote.enter();
    await projector.reads(story.speakers[0]);
    await projector.seat.picture('projector-welcome');
    await host.seat.picture('host-before');
  });

  it('the host opens the first talk; its speaker turns pages; the countdown obeys', async () => {
    const { host, projector, speakers, phones } = cast;
    await host.step('host_step_go_live');
    await host.step('host_step_talk', { number: 1 });
    await projector.showsPage(0);
    await host.step('host_step_start_clock');
    await projector.reads(/0[01]:\d\d/);
    await speakers[0]!.turnPage(1, DECKS[0].pages);
    await speakers[0]!.turnPage(2, DECKS[0].pages);
    await Promise.all([projector.showsPage(2), phones[0].showsPage(2), phones[1].showsPage(2)]);
    await host.turnPage();
    await Promise.all([projector.showsPage(3), phones[0].showsPage(3)]);
    await host.press('host_clock_pause');
    await phones[0].seat.sees(say('audience_paused'));
    await host.press('host_clock_resume');
    await host.press('host_plus');
    await projector.reads(/01:\d\d/);
    await host.seat.picture('host-talk');
    await speakers[0]!.seat.picture('speaker-talk');
    await phones[0].seat.picture('phone-talk');
    await projector.seat.picture('projector-talk');
    // Two minutes less leave the shortest there is: ten seconds, so that the talk runs over while it is asked about.
    await host.press('host_minus');
    await projector.reads(/00:\d\d/);
    await host.press('host_minus');
  });

  it('a question goes from a phone over the host to the hall', async () => {
    const { host, projector, phones } = cast;
    await phones[0].ask(story.question);
    await host.press('host_approve');
    await phones[1].seat.page.getByRole('link', { name: say('audience_tab_questions') }).click();
    await phones[1].seat.sees(story.question);
    await host.press('host_show_short');
    await projector.reads(new RegExp(`${story.question}.*${story.listener}`));
    await projector.seat.picture('projector-question');
    await host.seat.picture('host-question');
    await host.press('host_answered_short');
    await host.show('talk');
    await projector.showsPage(3);
    await projector.reads(say('projector_over'), 30_000);
  });

  /** Ends the talk that runs, and shows the hall that it is being judged. */
  const openJudging = async (): Promise<void> => {
    const { host } = cast;
    await host.step('host_step_end_clock');
    await host.step('host_step_open_judging');
    await host.step(marks === 'live' ? 'host_step_show_live' : 'host_step_show_count');
  };
  const judge = async (nth: number): Promise<void> => {
    const { judges } = cast;
    for (const [at, one] of judges.entries()) await one.write(story.topics[nth]!, SHEETS[nth]![at]!);
    for (const one of judges) await one.send();
  };

  it('five judges type their marks; the hall sees of them what the session chose', async () => {
    const { host, projector, judges } = cast;
    await openJudging();
    await projector.reads(marks === 'live' ? say('projector_row_scoring') : /0 ?\/ ?5/);
    for (const [at, one] of judges.entries()) await one.write(story.topics[0], SHEETS[0][at]!);
    await judges[0]!.send();
    await judges[1]!.send();
    if (marks === 'live') {
      // (88.5 + 90.5) / 2, and nothing is struck out before all are in.
      await projector.reads(figure('89.50'));
      expect(await projector.seat.page.locator('.slots .out').count()).toBe(0);
    } else {
      await projector.reads(/2 ?\/ ?5/);
      expect(await projector.words()).not.toMatch(figure('88.5'));
    }
    await projector.seat.picture('projector-judging');
    await judges[2]!.seat.picture('judge-sheet');
    for (const one of judges.slice(2)) await one.send();
    if (marks === 'live') {
      await projector.reads(figure(MEANS[0]));
      await expect.poll(() => projector.seat.page.locator('.slots .out').count()).toBe(2);
    } else await projector.reads(/5 ?\/ ?5/);
    await host.seat.picture('host-judging');
    await host.step('host_step_lock');
    await host.step('host_step_deduction');
    await host.press('host_deduct_confirm');
    if (marks === 'live') {
      await projector.reads(figure(TOTALS[0]));
      await projector.seat.picture('projector-live-settled');
      await host.show('scoreboard');
      await projector.reads(figure(TOTALS[0]));
    }
  });

  it('in the second talk a remote member is brought on stage, is seen by the hall, and leaves', async () => {
    const { host, projector, remote } = cast;
    await host.step('host_step_talk', { number: 2 });
    await projector.showsPage(0);
    await projector.reads(story.speakers[1]);
    await host.step('host_step_start_clock');
    await remote.raiseHand();
    await host.press('host_bring_on');
    await remote.goOnStage();
    await host.show('remote');
    await expect.poll(async () => (await projector.video()).width, { timeout: 30_000 }).toBeGreaterThan(0);
    const { at } = await projector.video();
    await expect.poll(async () => (await projector.video()).at, { timeout: 30_000 }).toBeGreaterThan(at);
    await projector.seat.picture('projector-remote');
    await host.seat.picture('host-remote');
    await remote.seat.picture('remote-stage');
    await remote.leaveStage();
    await expect.poll(() => projector.seat.page.locator('video').count()).toBe(0);
    await projector.seat.picture('projector-remote-left');
    expect(await projector.words()).not.toContain(say('projector_waiting'));
    await host.show('talk');
    await projector.showsPage(0);
    await openJudging();
    await judge(1);
    await host.step('host_step_lock');
  });

  it('the third talk follows, and nobody has learnt what is held', async () => {
    const { host, projector, speakers, judges, phones } = cast;
    await host.step('host_step_talk', { number: 3 });
    await projector.showsPage(0);
    await host.step('host_step_start_clock');
    await speakers[2]!.turnPage(1, DECKS[2].pages);
    await Promise.all([projector.showsPage(1), phones[1].seat.page.getByText(story.topics[2]).first().waitFor()]);
    await openJudging();
    await judge(2);
    await host.step('host_step_lock');
    if (marks === 'live') return;
    // Who listens hears: the question came to every phone over the same sockets.
    for (const one of phones) expect(one.seat.frames.join('')).toContain(story.question);
    await cast.keepsSecret([...MEANS, ...TOTALS, ...JUDGE_TOTALS], [...cast.hall, host.seat]);
    await cast.keepsSecret(
      [...MEANS, ...TOTALS],
      judges.map((one) => one.seat),
    );
    await host.step('host_step_open_results');
    await host.confirm('host_results_open');
  });

  it('the ranking is revealed step by step, from the last place up', async () => {
    const { host, projector } = cast;
    await host.step('host_step_reveal_ranking');
    await host.seat.picture('host-reveal');
    if (marks !== 'live') await cast.keepsSecret([...MEANS, ...TOTALS, ...JUDGE_TOTALS]);
    await host.step('host_step_reveal_next', { at: 1, of: 3 });
    await projector.reads(story.rank3);
    await projector.reads(figure(TOTALS[0]));
    if (marks !== 'live') await cast.keepsSecret([MEANS[1], ...JUDGE_TOTALS]);
    await projector.seat.picture('projector-reveal-1');
    await host.step('host_step_reveal_next', { at: 2, of: 3 });
    await projector.reads(figure(TOTALS[1]));
    await host.step('host_step_reveal_next', { at: 3, of: 3 });
    const standings = projector.seat.page.locator('.standing:not(.secret)');
    await expect.poll(() => standings.count()).toBe(3);
    await projector.seat.picture('projector-reveal-3');
    await host.step('host_step_reveal_finish');
    await host.step('host_step_scoreboard');
    // Polled: the reveal's list fades out while the scoreboard's is there already.
    const rows = async (): Promise<string[]> =>
      (await standings.allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
    await expect
      .poll(rows, { timeout: 30_000 })
      .toEqual([
        expect.stringMatching(new RegExp(`^1 ?${say('projector_tied')} ${story.speakers[1]} .*91\\.33$`)),
        expect.stringMatching(new RegExp(`^1 ?${say('projector_tied')} ${story.speakers[2]} .*91\\.33$`)),
        expect.stringMatching(new RegExp(`^3 .*${story.speakers[0]} .*88\\.97$`)),
      ]);
    // What has been shown is everyone's, and has come over the wire that is listened to.
    for (const one of cast.phones) expect(one.seat.frames.join('')).toMatch(figure(TOTALS[1]));
    await projector.seat.picture('projector-scoreboard');
  });

  it('the session ends, and its record tells what happened', async () => {
    const { organiser, host, phones, remote } = cast;
    await host.step('host_end_session_dots');
    await host.confirm('host_end_session');
    await host.seat.sees(say('host_ended_title'));
    await host.seat.picture('host-ended');
    for (const one of [...phones, remote]) {
      await one.seat.sees(say('audience_results'));
      for (const value of TOTALS) await one.seat.sees(value);
    }
    await phones[0].seat.picture('phone-ended');
    const record = await organiser.readRecord();
    await organiser.seat.picture('organiser-record');
    const [first, second, third] = TALKS.map((nth) => `${story.speakers[nth]} ${story.topics[nth]}`);
    for (const line of [
      `1 ${second} 91.33 0 91.33`,
      `1 ${third} 91.33 0 91.33`,
      `3 ${first} 89.17 −0.2 88.97`,
      // The host, three speakers, five judges, a remote member, a named and a nameless listener.
      say('organiser_present_line', { of: 12, hall: 2, afar: 1, unsaid: 9 }),
      say('organiser_present_name', { name: story.remote, place: say('organiser_online') }),
      say('organiser_present_name', { name: story.listener, place: say('organiser_on_site') }),
      story.question,
      story.place,
    ])
      expect(record).toContain(line);
    // Planned and real: the first ran over its ten seconds, the others took some.
    for (const [nth, real] of [/00:[1-5]\d/, /00:\d\d/, /00:\d\d/].entries()) {
      const title = say('organiser_rec_talk', { title: story.topics[nth]! });
      expect(record).toMatch(new RegExp(`${story.speakers[nth]} ${title} 0${nth + 1}:00 ${real.source}`));
    }
    // How the judges marked is nobody's, and a ranking shows totals alone.
    if (marks !== 'live') await cast.keepsSecret([MEANS[0], ...JUDGE_TOTALS]);
    for (const one of cast.seats) expect(one.person.errors, one.page.url()).toEqual([]);
  });
});
