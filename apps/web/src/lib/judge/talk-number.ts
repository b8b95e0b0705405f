import { inOrder, type ItemView } from '@rostrum/domain';

/** The talk's number in the running order, breaks not counted: `06`. */
export const numberOf = (order: Readonly<Record<string, ItemView>>, talk: string): string => {
  const talks = inOrder(order).filter((one) => one.kind === 'talk');
  return String(talks.findIndex((one) => one.item === talk) + 1).padStart(2, '0');
};
