import { judgesInOrder, type HostView, type JudgingRules } from '@rostrum/domain';
import type { Browser } from 'playwright-core';
import { Actor } from './actor.ts';
import { asOwner, Person, type Rostrum } from './rostrum.ts';

export interface HallPlan {
  readonly title?: string;
  readonly language?: 'zh' | 'en';
  readonly theme?: 'neutral' | 'formal';
  readonly workspace?: string;
  readonly place?: string;
  readonly owner?: string;
  readonly talks?: readonly {
    title: string;
    minutes: number;
    speaker: { name: string; unit?: string };
    remote?: boolean;
  }[];
  readonly judges?: readonly { name: string; unit?: string }[];
  readonly remotes?: readonly { name: string; unit?: string }[];
  readonly headJudge?: { name: string };
  readonly clerk?: { name: string };
  readonly settings?: Record<string, unknown>;
  /** Our preset unless given. */
  readonly rules?: JudgingRules;
  /** The name of this machine (with a port, if not ours) by which everyone’s browser but the owner’s comes; such as `HALL_NAME`. */
  readonly at?: string;
}
const TALKS = [
  { title: '一封家书里的初心', minutes: 12, speaker: { name: '陈思远', unit: '办公室党支部' } },
  { title: '从一棵松到一片林海', minutes: 12, speaker: { name: '欧阳静怡', unit: '规划一所党支部' } },
  {
    title: '沙海里的每一滴水',
    minutes: 12,
    speaker: { name: '阿依努尔·买买提江', unit: '驻和田工作队临时党支部' },
    remote: true,
  },
  { title: 'Why the Tide Comes Twice', minutes: 10, speaker: { name: 'Marek Nowak', unit: 'Coastal Institute' } },
];
const JUDGES = ['陈立', '吴岚', '何清源', 'Marco Bellini', '苏敏'].map((name) => ({ name }));

/** A workspace with one session, its owner signed in, its host connected, and the address of every link. */
export interface Hall {
  readonly base: string;
  readonly session: string;
  readonly owner: Person;
  readonly host: Actor<'host'>;
  /** The audience's QR address. */
  readonly join: string;
  /** The items of the running order, in order. */
  readonly talks: readonly string[];
  /** The personal link of the n-th listed person in a role, from 0. */
  link(role: string, nth?: number): string;
  /** A browser of that role, at its screen. */
  open(
    browser: Browser,
    role: 'host' | 'speaker' | 'judge' | 'head-judge' | 'clerk' | 'projector' | 'timekeeper' | 'remote',
    size: 'projector' | 'laptop' | 'tablet' | 'phone',
    nth?: number,
    locale?: 'zh-CN' | 'en-GB',
  ): Promise<Person>;
}

export const openHall = async (rostrum: Rostrum, browser: Browser, plan: HallPlan = {}): Promise<Hall> => {
  const { base } = rostrum;
  const owner = await Person.arrive(browser, 'laptop');
  await owner.page.goto(await rostrum.ownerLink());
  await owner.page.waitForURL('**/home');
  await asOwner(owner, base, {
    type: 'workspace.create',
    name: plan.workspace ?? '城市规划设计院',
    language: plan.language ?? 'zh',
    owner: plan.owner ?? '王主持',
  });
  const made = await asOwner(owner, base, {
    type: 'session.create',
    title: plan.title ?? '微党课人人讲 第三期',
    startsAt: Date.now() + 600_000,
    place: plan.place ?? '礼堂',
    language: plan.language ?? 'zh',
    theme: plan.theme ?? 'neutral',
    talks: plan.talks ?? TALKS,
    judges: plan.judges ?? JUDGES,
    remotes: plan.remotes ?? [{ name: 'Priya Raman' }],
    settings: plan.settings ?? {},
    ...(plan.headJudge ? { headJudge: plan.headJudge } : {}),
    ...(plan.clerk ? { clerk: plan.clerk } : {}),
    ...(plan.rules ? { rules: plan.rules } : {}),
  });
  const session = made.answer?.['session'];
  if (session === undefined) throw new Error(`no session: ${JSON.stringify(made)}`);
  const cookies = await owner.context.cookies(base);
  const host = await Actor.connect(base, session, 'host', cookies.map((one) => `${one.name}=${one.value}`).join('; '));
  const known = (await (await owner.context.request.get(`${base}/s/${session}/host/links.json`)).json()) as {
    links: Record<string, string>;
    join: string;
  };
  const site = new URL(base);
  site.host = plan.at ?? site.host;
  const own = (address: string): string => new URL(new URL(address).pathname, site).href;
  const link = (role: string, nth = 0): string => {
    const all = linksOf(host.view, role);
    const found = all[nth];
    if (found === undefined) throw new Error(`no ${role} ${nth}`);
    return own(known.links[found]!);
  };
  const talks = Object.values(host.view.projector.order)
    .sort((a, b) => a.key - b.key)
    .map((one) => one.item);
  return {
    base,
    session,
    owner,
    host,
    join: own(known.join),
    talks,
    link,
    open: async (people, role, size, nth = 0, locale = 'zh-CN') => {
      const person = await Person.arrive(people, size, locale);
      await person.page.goto(link(role, nth));
      await person.page.waitForURL(`**/${role}/`);
      return person;
    },
  };
};

const linksOf = (view: HostView, role: string): string[] => {
  const order = (one: HostView['people'][string]): number => {
    const judge = judgesInOrder(view).indexOf(one.participant);
    const talk = Object.values(view.projector.order).find((item) => item.speaker?.participant === one.participant);
    return role === 'judge' ? judge : role === 'speaker' ? (talk?.key ?? 99) : 0;
  };
  return Object.values(view.people)
    .sort((a, b) => order(a) - order(b))
    .flatMap((one) =>
      Object.values(one.links)
        .filter((each) => each.role === role && each.revoked === undefined)
        .map((each) => each.link),
    );
};
