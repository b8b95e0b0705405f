// Preloaded into a server under test: SIGUSR2 makes it collect its garbage, twice, so that what is left is what it holds.
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
});
