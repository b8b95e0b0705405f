import type { Browser, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, type Hall } from './hall.ts';
import { HALL_NAME, openBrowser, Person, startRostrum, videoReady, type Rostrum } from './rostrum.ts';

/** A remote member on video, with a real LiveKit: from the door to the hall's screen and back. */
let rostrum: Rostrum;
let browser: Browser;
let hall: Hall;
let remote: Person;
let projector: Person;
/** The signalling of the remote member's video, which the test can cut. */
const cut: { now: boolean; sockets: WebSocketRoute[] } = { now: false, sockets: [] };

/** Frames that the picture of somebody has shown so far. */
const frames = (person: Person): Promise<number> =>
  person.page.evaluate(() =>
    Math.max(
      0,
      ...Array.from(document.querySelectorAll('video'), (video) =>
        video.videoWidth > 0 ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
      ),
    ),
  );
const heard = (person: Person): Promise<number> =>
  person.page.evaluate(
    () => Array.from(document.querySelectorAll('audio')).filter((one) => one.srcObject !== null && !one.paused).length,
  );
/** The picture moves: more frames half a second later. (A new connection begins to count anew.) */
const grows = async (person: Person): Promise<void> => {
  const growth = async (): Promise<number> => {
    const before = await frames(person);
    await person.page.waitForTimeout(500);
    return before === 0 ? 0 : (await frames(person)) - before;
  };
  await expect.poll(growth, { timeout: 30_000, interval: 50 }).toBeGreaterThan(3);
};
const has = (person: Person, text: string): Promise<void> =>
  person.page.getByText(text, { exact: false }).first().waitFor({ timeout: 30_000 });

beforeAll(async () => {
  rostrum = await startRostrum();
  browser = await openBrowser();
  hall = await openHall(rostrum, browser);
  await videoReady(rostrum);
  await hall.host.must({ type: 'session.start' });
  await hall.host.must({ type: 'item.open', to: hall.talks[0]! });
  await hall.host.must({ type: 'countdown.start', item: hall.talks[0]! });
  projector = await hall.open(browser, 'projector', 'projector');
});
afterAll(async () => {
  hall.host.close();
  await browser.close();
  await rostrum.close();
});

describe('a remote member on video', () => {
  it('looks before joining: their own picture, their own voice, and enters unseen', async () => {
    remote = await hall.open(browser, 'remote', 'phone');
    await remote.page.routeWebSocket(/\/livekit\//, (socket) => {
      if (cut.now) return void socket.close();
      cut.sockets.push(socket);
      socket.connectToServer();
    });
    await has(remote, '只有您自己看得到');
    await grows(remote);
    await has(remote, '听得到您');
    await remote.page.getByRole('button', { name: '静音进入' }).click();
    await has(remote, '没有人看得到您');
    // Lights out in the audience.
    expect(await remote.page.locator('video').count()).toBe(0);
  });

  it('[ST1] raises a hand and lowers it again', async () => {
    await remote.page.getByRole('button', { name: '举手' }).click();
    await has(remote, '手举着');
    const [participant] = Object.keys(hall.host.view.hands);
    expect(participant).toBeDefined();
    await remote.page.getByRole('button', { name: '放下手' }).click();
    await hall.host.until(() => Object.keys(hall.host.view.hands).length === 0);
    await remote.page.getByRole('button', { name: '举手' }).click();
    await hall.host.until(() => Object.keys(hall.host.view.hands).length === 1);
  });

  it('[ST2] is invited, sees what the hall will see, and is on air after three seconds, in the hall within moments', async () => {
    const [participant] = Object.keys(hall.host.view.hands);
    await hall.host.must({ type: 'stage.invite', participant: participant! });
    await hall.host.must({
      type: 'scene.show',
      from: hall.host.view.projector.serial,
      scene: { kind: 'remote', layout: 'video' },
    });
    await has(remote, '会场将看到这个画面');
    await grows(remote);
    expect(await frames(projector)).toBe(0);
    await remote.page.getByRole('button', { name: '上台' }).click();
    await has(remote, '秒后上台');
    expect(await frames(projector)).toBe(0);
    await has(remote, '会场看得到您，听得到您');
    await grows(projector);
    await expect.poll(() => heard(projector), { timeout: 30_000 }).toBe(1);
  });

  it('mutes and speaks again, and every screen knows', async () => {
    const stage = (): boolean => Object.values(hall.host.view.projector.stage)[0]?.muted === true;
    await remote.page.getByRole('button', { name: '静音', exact: true }).click();
    await hall.host.until(stage);
    await has(remote, '听不到您');
    await remote.page.getByRole('button', { name: '开麦' }).click();
    await hall.host.until(() => !stage());
    await has(remote, '会场看得到您，听得到您');
  });

  it('[ST7] loses the way to the hall, says so, and comes back by itself, muted', async () => {
    cut.now = true;
    for (const socket of cut.sockets.splice(0)) await socket.close();
    await has(remote, '网络断了');
    await has(remote, '位置再留');
    cut.now = false;
    await remote.page.getByText('您在台上').waitFor({ timeout: 25_000 });
    await has(remote, '听不到您');
    await hall.host.until(() => Object.values(hall.host.view.projector.stage)[0]?.muted === true);
    await grows(projector);
    await remote.page.getByRole('button', { name: '开麦' }).click();
    await has(remote, '会场看得到您，听得到您');
  });

  it('[ST7] is gone for a moment, and comes back muted into the place that was held', async () => {
    await remote.page.reload();
    await has(remote, '您在台上');
    await has(remote, '听不到您');
    await hall.host.until(() => Object.values(hall.host.view.projector.stage)[0]?.muted === true);
    await grows(projector);
    await remote.page.getByRole('button', { name: '开麦' }).click();
    await has(remote, '会场看得到您，听得到您');
    await expect.poll(() => heard(projector), { timeout: 30_000 }).toBe(1);
  });

  it('leaves the stage, and the hall sees nobody', async () => {
    await remote.page.getByRole('button', { name: '下台' }).click();
    await hall.host.until(() => Object.keys(hall.host.view.projector.stage).length === 0);
    await expect.poll(() => projector.page.locator('video').count(), { timeout: 30_000 }).toBe(0);
    await has(remote, '没有人看得到您');
    expect([...projector.errors, ...remote.errors]).toEqual([]);
  });

  it('[ST2] who came to be heard only is heard, and no camera is asked for', async () => {
    const voice = await hall.open(browser, 'remote', 'phone');
    await voice.page.getByText('只用声音').click();
    await voice.page.getByRole('button', { name: '静音进入' }).click();
    await has(voice, '没有人看得到您');
    const [link] = Object.values(hall.host.view.people).filter((one) => one.roles['remote']);
    await hall.host.must({ type: 'stage.invite', participant: link!.participant });
    await has(voice, '不出画面');
    expect(await voice.page.locator('video').count()).toBe(0);
    await voice.page.getByRole('button', { name: '上台' }).click();
    await expect.poll(() => heard(projector), { timeout: 30_000 }).toBe(1);
    expect(await voice.page.locator('video').count()).toBe(0);
    expect(await projector.page.locator('video').count()).toBe(0);
    await voice.page.getByRole('button', { name: '下台' }).click();
    await hall.host.until(() => Object.keys(hall.host.view.projector.stage).length === 0);
    expect(voice.errors).toEqual([]);
  });

  it('at an address without https hears why there is no camera and what cures it, and takes part without', async () => {
    const plain = new URL(hall.link('remote'));
    plain.hostname = HALL_NAME;
    const person = await Person.arrive(browser, 'phone');
    await person.page.goto(plain.href);
    await has(person, '这个地址用不了摄像头');
    await has(person, '请向主持人要 https 的链接');
    await person.page
      .getByRole('button', { name: /不用视频|静音进入|进入/ })
      .first()
      .click();
    await has(person, '一封家书里的初心');
    expect(person.errors).toEqual([]);
  });
});
