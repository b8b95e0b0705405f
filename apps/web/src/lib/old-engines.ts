/**
 * What the framework's own scripts call without asking, and phones of 2020 lack (Chrome before 93, Safari before 15.4).
 * Our own sources may not use it: a lint rule keeps them from it.
 */
export const completeOldEngines = (objects: object = Object): void => {
  if ('hasOwn' in objects) return;
  Object.defineProperty(objects, 'hasOwn', {
    value: (object: object, key: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(object, key),
    configurable: true,
    writable: true,
  });
};
