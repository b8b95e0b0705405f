import type { VideoState } from '@rostrum/protocol';
import { m } from '#lib/paraglide/messages.js';

interface VideoWords {
  readonly tone: 'ok' | 'warn' | 'busy' | 'quiet';
  readonly word: string;
  /** What it means for this session, in a sentence. */
  readonly text: string;
}

/** The state of the video server as the bar and its panel say it. */
export const videoWords = (state: VideoState): VideoWords => {
  switch (state) {
    case 'ready':
      return { tone: 'ok', word: m.host_fine(), text: m.host_video_ready() };
    case 'off':
      return { tone: 'quiet', word: m.host_video_off_word(), text: m.host_video_off() };
    case 'looking':
    case 'starting':
      return { tone: 'busy', word: m.host_video_starting_word(), text: m.host_video_starting() };
    case 'building':
      return { tone: 'busy', word: m.host_video_building_word(), text: m.host_video_building() };
    case 'missing':
      return { tone: 'warn', word: m.host_video_missing_word(), text: m.host_video_missing() };
    case 'failed':
      return { tone: 'warn', word: m.host_video_failed_word(), text: m.host_video_failed() };
  }
};
