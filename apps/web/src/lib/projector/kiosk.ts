/** Keeps the display awake while the page is seen, where the browser allows it. Answers how to stop. */
export const keepAwake = (): (() => void) => {
  let lock: WakeLockSentinel | undefined;
  let stopped = false;
  const isStopped = () => stopped;
  const ask = async () => {
    if (isStopped() || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      const found = await navigator.wakeLock.request('screen');
      if (isStopped()) await found.release();
      else lock = found;
    } catch {
      // Not allowed now (a low battery): the display's own settings hold.
    }
  };
  const turned = () => void ask();
  document.addEventListener('visibilitychange', turned);
  void ask();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', turned);
    lock?.release().catch(() => undefined);
  };
};

/** Why the browser will not keep the display awake for this page; undefined when it may. */
export const sleepTrouble = (): 'insecure' | 'unsupported' | undefined => {
  if ('wakeLock' in navigator) return undefined;
  return isSecureContext ? 'unsupported' : 'insecure';
};

/** Whether the browser lets this page sound without a click. Calls back when that is known, and again once it does. */
export const watchSound = (onChange: (allowed: boolean) => void): (() => void) => {
  if (typeof AudioContext === 'undefined') return () => undefined;
  const audio = new AudioContext();
  const tell = () => onChange(audio.state === 'running');
  const resume = () => void audio.resume().catch(() => undefined);
  // A context that may sound begins a moment after it is made.
  const timer = setTimeout(tell, 400);
  audio.addEventListener('statechange', tell);
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, resume);
  return () => {
    clearTimeout(timer);
    audio.removeEventListener('statechange', tell);
    for (const event of ['pointerdown', 'keydown']) removeEventListener(event, resume);
    void audio.close().catch(() => undefined);
  };
};

/** A double click, or F, fills the display and leaves it again. */
export const toggleFullScreen = (): void => {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  done.catch(() => undefined);
};
