/** Puts text on the clipboard, also where the page is plain http and the browser's own way is shut. Whether it worked. */
export const copyText = async (text: string): Promise<boolean> => {
  // Absent outside secure contexts, whatever its type says.
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // No permission: the old way may still work.
    }
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.style.cssText = 'position:fixed;top:0;opacity:0';
  // Inside an open dialog nothing outside it can be focused.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  // Marked as outdated everywhere, and the only way over plain http.
  const old = document as unknown as { execCommand(command: string): boolean };
  const done = old.execCommand('copy');
  field.remove();
  return done;
};
