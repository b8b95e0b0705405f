const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Globals, and what hangs on them, that Chrome 87 and Safari 14 both have. Looked up one by one; add none unlooked. */
export const KNOWN = words(`
  AbortController Array Array.from Array.isArray Array.prototype ArrayBuffer ArrayBuffer.isView ArrayBuffer.prototype
  BigInt Blob Boolean Comment CustomEvent DOMParser DataView Date Date.now Date.prototype Element Element.prototype Error
  Event EventTarget File FileReader FormData Function HTMLAnchorElement HTMLElement HTMLElement.prototype HTMLFormElement
  HTMLFormElement.prototype HTMLInputElement HTMLMediaElement Headers Image IntersectionObserver Intl Intl.DateTimeFormat
  Intl.NumberFormat Intl.PluralRules JSON JSON.parse JSON.stringify Map Map.prototype Math Math.abs Math.ceil Math.exp
  Math.floor Math.hypot Math.max Math.min Math.random Math.round MutationObserver NaN Node Node.prototype Number
  Number.isInteger Number.isNaN Number.isSafeInteger Number.parseInt Object Object.assign Object.create Object.defineProperty Object.entries
  Object.freeze Object.fromEntries Object.getOwnPropertyDescriptor Object.getOwnPropertyDescriptors
  Object.getOwnPropertyNames Object.getOwnPropertySymbols Object.getPrototypeOf Object.is Object.isExtensible Object.keys
  Object.prototype Object.setPrototypeOf Object.values Promise Promise.all Promise.reject Promise.resolve Proxy RangeError
  Reflect Reflect.get Reflect.getOwnPropertyDescriptor Reflect.has Reflect.ownKeys RegExp Request ResizeObserver Response
  SVGAElement SVGElement Set Set.prototype String String.fromCharCode String.fromCodePoint Symbol Symbol.iterator
  Symbol.prototype Symbol.toPrimitive Symbol.toStringTag Text Text.prototype TextDecoder TextEncoder TypeError URL
  URLSearchParams Uint8Array Uint8Array.from WeakMap WeakSet XMLHttpRequest addEventListener atob btoa
  cancelAnimationFrame clearTimeout console console.error console.warn crypto crypto.getRandomValues decodeURI
  decodeURIComponent document document.URL document.activeElement document.addEventListener document.adoptNode
  document.baseURI document.body document.cookie document.createComment document.createDocumentFragment
  document.createElement document.createElementNS document.createTextNode document.documentElement
  document.getElementById document.getElementsByTagName document.hasFocus document.head document.importNode
  document.querySelector document.querySelectorAll document.readyState document.removeEventListener document.title document.visibilityState
  encodeURI encodeURIComponent fetch getSelection globalThis globalThis.document globalThis.window history history.go
  history.pushState history.replaceState history.scrollRestoration history.state indexedDB isFinite isNaN localStorage
  localStorage.getItem localStorage.setItem location location.hash location.hostname location.href location.origin
  location.pathname location.port location.protocol location.reload location.replace matchMedia navigator
  navigator.platform navigator.product navigator.userAgent pageXOffset pageYOffset parseInt performance performance.now
  queueMicrotask removeEventListener requestAnimationFrame scrollTo self sessionStorage setTimeout undefined window
  window.addEventListener window.clearTimeout window.dispatchEvent window.fetch window.location window.matchMedia
  window.parent window.removeEventListener window.setTimeout
`);

/** Names that one of the two lacks, or that no browser has, and why their use does no harm there. */
export const HARMLESS: Readonly<Record<string, string>> = {
  'Object.hasOwn': 'the framework’s own; hooks.client.ts gives it to engines without',
  'Intl.ListFormat': 'asked for first (lib/i18n/format.ts)',
  'navigator.locks': 'asked for first (lib/sync/parts.ts)',
  BroadcastChannel: 'asked for first (lib/sync/parts.ts)',
  'navigator.connection': 'the framework asks for it first',
  'navigator.serviceWorker': 'the framework asks for it first; also missing at an insecure address',
  'globalThis.__paraglide': 'a message catalogue’s own property',
  'window.__svelte': 'the framework’s own property',
  'Uint8Array.fromBase64': 'the framework asks for it first',
  Temporal: 'named only when a page’s data holds one; none does',
  SharedArrayBuffer: 'asked for first',
  'SharedArrayBuffer.prototype': 'asked for first',
  TransformStream: 'only for a page’s streamed data; none is streamed',
  WebTransport: 'a way of connecting that is not switched on',
  Buffer: 'Node’s, asked for first',
  'Buffer.from': 'Node’s, asked for first',
  'Buffer.isBuffer': 'Node’s, asked for first',
  process: 'Node’s, asked for first',
  'process.versions': 'Node’s, asked for first',
  attachEvent: 'Internet Explorer’s, asked for first',
};
