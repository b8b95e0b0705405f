/**
 * Names in Redis. What is changed in one step carries one hash tag, so that Redis Cluster would keep it together. Channels
 * name the database, since Redis hands messages to the listeners of all.
 */
export const namesOf = (prefix: string, database: number) => ({
  members: (topic: string) => `${prefix}:{p:${topic}}:members`,
  order: (topic: string) => `${prefix}:{p:${topic}}:order`,
  nodes: `${prefix}:{nodes}:alive`,
  /** Topics in which a node may have members. */
  topicsOf: (node: string) => `${prefix}:{n:${node}}:topics`,
  counter: (key: string) => `${prefix}:{c:${key}}:counter`,
  lease: (name: string) => `${prefix}:{l:${name}}:lease`,
  messages: (topic: string) => `${prefix}@${database}:messages:${topic}`,
  changes: (topic: string) => `${prefix}@${database}:presence:${topic}`,
});
export type Names = ReturnType<typeof namesOf>;
