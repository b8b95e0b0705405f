import type { Actions } from './$types';
import { answerJoin } from '#lib/server/join.ts';

export const actions: Actions = { default: answerJoin };
