/** One page in one browser, as far as a test needs it. What differs between the engines' protocols ends here. */
export interface EnginePage {
  /** What the browser calls itself. */
  readonly agent: string;
  goto(address: string): Promise<void>;
  /** The value of an expression in the page; it must fit into JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** A real press of the pointer, in pixels of the viewport. */
  press(x: number, y: number): Promise<void>;
  /** Real keys, one after the other; `\n` is Enter. */
  type(text: string): Promise<void>;
  /** What the page reported as errors, where the protocol tells. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** Size of a phone that is held upright; also the window's, where there is one. */
export const VIEWPORT = { width: 412, height: 780 };

/** WebDriver's way of saying keys and presses, which BiDi has taken over. */
export const pressActions = (x: number, y: number): readonly object[] => [
  {
    type: 'pointer',
    id: 'pointer',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
];
const ENTER = '\uE007';
export const keyActions = (text: string): readonly object[] => [
  {
    type: 'key',
    id: 'keys',
    actions: [...text].flatMap((character) => {
      const value = character === '\n' ? ENTER : character;
      return [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
    }),
  },
];
