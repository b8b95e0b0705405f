/** Elements that Tab reaches, in document order. */
const REACHABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

const hasNativeDialog = (dialog: HTMLDialogElement): boolean => typeof dialog.showModal === 'function';

/** Opens a dialog above everything. Engines without <dialog> (Safari before 15.4) get the same by hand. */
export function openModal(dialog: HTMLDialogElement): void {
  if (hasNativeDialog(dialog)) {
    if (!dialog.open) (dialog as Partial<HTMLDialogElement>).showModal?.();
    return;
  }
  dialog.setAttribute('open', '');
  dialog.dataset['fallback'] = '';
  (dialog.querySelector<HTMLElement>('[autofocus]') ?? dialog.querySelector<HTMLElement>(REACHABLE))?.focus();
}

export function closeModal(dialog: HTMLDialogElement): void {
  if (hasNativeDialog(dialog)) {
    if (dialog.open) dialog.close();
    return;
  }
  dialog.removeAttribute('open');
  dialog.dispatchEvent(new Event('close'));
}

/** Keeps Tab inside and lets Escape close, where the engine does not. */
export function keepFocusInside(dialog: HTMLDialogElement, event: KeyboardEvent): void {
  if (hasNativeDialog(dialog)) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    closeModal(dialog);
  }
  if (event.key !== 'Tab') return;
  const reachable = [...dialog.querySelectorAll<HTMLElement>(REACHABLE)];
  const [first, last] = [reachable[0], reachable[reachable.length - 1]];
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}
