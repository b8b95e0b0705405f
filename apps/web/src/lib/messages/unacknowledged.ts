import type { MessageView } from '@rostrum/domain';
import type { PendingCommand } from '#lib/sync/screen-connection.ts';

/** The host's messages that still ask to be acknowledged, newest first. One whose answer is on its way asks no more. */
export const unacknowledged = (
  messages: Readonly<Record<string, MessageView>>,
  pending: readonly PendingCommand[],
): MessageView[] => {
  const answered = new Set(
    pending.flatMap(({ command, state }) =>
      command.type === 'message.acknowledge' && state !== 'refused' ? [command.message] : [],
    ),
  );
  return Object.values(messages)
    .filter((one) => !one.acknowledged && !answered.has(one.message))
    .sort((a, b) => b.sentAt - a.sentAt || (a.message < b.message ? -1 : 1));
};
