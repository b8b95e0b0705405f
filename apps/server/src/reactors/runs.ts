import { randomUUID } from 'node:crypto';
import type { Cluster, Message } from '@rostrum/cluster';
import type { Closers } from '../closers.ts';
import { Duties } from '../duty.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Report } from '../report.ts';
import type { Sessions } from '../runtime/sessions.ts';
import type { Video } from '../video/video.ts';
import type { VideoFact } from '../video/webhooks.ts';
import { Absences } from './absences.ts';
import { StageFollower } from './stage.ts';

const VIDEO_FACTS = 'video-facts';
const VIDEO_WANTED = 'video-wanted';

export interface RunsTools {
  readonly cluster: Cluster;
  readonly sessions: Sessions;
  readonly livekit: Pick<Video, 'onFact' | 'stage'>;
  readonly gateway: Pick<Gateway, 'watch' | 'isHere'>;
  readonly now: () => number;
  readonly report: Report;
  readonly onClose: Closers['add'];
}

/**
 * What a run needs outside of the log (video, who has left), seen to by the one node that has its lease; what the other nodes hear for it is passed on.
 * Gives who makes the video room follow.
 */
export const seeToRuns = (tools: RunsTools): StageFollower => {
  const { cluster, sessions, livekit, gateway, now, report, onClose } = tools;
  const { channel, leases } = cluster;
  const duties = new Duties({
    leases,
    sessions,
    gained: (room, takenOver) => {
      if (takenOver) stage.takeOn(room);
    },
    lost: (session, run) => stage.lost(session, run),
    report,
  });
  const stage: StageFollower = new StageFollower({
    sessions,
    mine: (room) => duties.mine(room),
    wanted: ({ session, run }) => channel.publish(VIDEO_WANTED, { session, run }),
    stage: livekit.stage,
    isHere: (session, run, participant) => gateway.isHere(session, run, participant),
    now,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    report,
  });
  onClose(() => duties.close());
  onClose(() => stage.close());
  sessions.onOpen((room) => {
    gateway.watch(room.session, room.run);
    void duties.take(room);
  });
  // LiveKit reports to one node, which need not be the one that sees to the run.
  const here = randomUUID();
  livekit.onFact((fact) => channel.publish(VIDEO_FACTS, { from: here, fact } as unknown as Message));
  const heard = [
    channel.subscribe(VIDEO_FACTS, (message) => {
      const { from, fact } = message as unknown as { from: string; fact: VideoFact };
      if (from !== here && fact.type !== 'left') livekit.stage.reconcile(fact.room);
      stage.heard(fact);
    }),
    channel.subscribe(VIDEO_WANTED, (message) => {
      const { session, run } = message as { session: string; run: number };
      sessions.open(session, run).then(
        (room) => stage.takeOn(room),
        (error: unknown) => report(error, 'stage'),
      );
    }),
  ];
  onClose(() => heard.forEach((one) => one.close()));
  const absences = new Absences({ sessions, gateway, mine: (room) => duties.mine(room), now, report });
  const looks = [
    setInterval(() => void duties.look().catch((error: unknown) => report(error, 'duty')), 1_000),
    setInterval(() => stage.look(), 1_000),
    setInterval(() => void absences.look().catch((error: unknown) => report(error, 'absences')), 30_000),
  ];
  onClose(() => looks.forEach((timer) => clearInterval(timer)));
  return stage;
};
