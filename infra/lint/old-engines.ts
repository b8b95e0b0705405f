/**
 * What Chrome 87 or Safari 14 do not have, for the rules over the sources (eslint.config.js) and for the test over what
 * is built of them (infra/engines). The build lowers syntax, never these.
 */
export const missingMethods = [
  'at',
  'findLast',
  'findLastIndex',
  'toSorted',
  'toReversed',
  'toSpliced',
  'replaceChildren',
  'showModal',
  'showPopover',
  'isSubsetOf',
  'intersection',
  'symmetricDifference',
];

export const missingStatics = [
  ['Object', 'hasOwn'],
  ['Object', 'groupBy'],
  ['Map', 'groupBy'],
  ['Array', 'fromAsync'],
  ['Promise', 'withResolvers'],
  ['Promise', 'try'],
  ['AbortSignal', 'timeout'],
  ['AbortSignal', 'any'],
  ['crypto', 'randomUUID'],
  ['navigator', 'locks'],
  ['Intl', 'DurationFormat'],
];
