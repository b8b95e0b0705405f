import type { Browser, Page } from 'playwright-core';

export interface Recording {
  /** Ends it; the frames that the screen has shown, as JPEG in Base64, in their order. */
  end(): Promise<readonly string[]>;
}

/** Records every frame that Chromium puts on the screen, across reloads of the page. */
export const recordFrames = async (page: Page): Promise<Recording> => {
  const cdp = await page.context().newCDPSession(page);
  const frames: string[] = [];
  cdp.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data);
    void cdp.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await cdp.send('Page.startScreencast', { format: 'jpeg', quality: 60, maxWidth: 480, maxHeight: 270 });
  return {
    end: async () => {
      await cdp.send('Page.stopScreencast');
      await cdp.detach();
      return frames;
    },
  };
};

/** How much each picture varies in itself: the standard deviation of its brightness, 0 where all is one colour. */
export const contrastOf = async (browser: Browser, frames: readonly string[]): Promise<number[]> => {
  const page = await browser.newPage();
  const found: number[] = [];
  for (const frame of frames)
    found.push(
      await page.evaluate<number>(`(async () => {
        const image = new Image();
        image.src = 'data:image/jpeg;base64,${frame}';
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let sum = 0, squares = 0;
        for (let at = 0; at < data.length; at += 4) {
          const light = (data[at] + data[at + 1] + data[at + 2]) / 3;
          sum += light;
          squares += light * light;
        }
        const count = data.length / 4;
        return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
      })()`),
    );
  await page.close();
  return found;
};
