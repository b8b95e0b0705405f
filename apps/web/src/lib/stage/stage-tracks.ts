import type { StageView } from '@rostrum/domain';
import type * as LiveKit from 'livekit-client';
import type { LocalTrackPublication, RemoteParticipant, RemoteTrack } from 'livekit-client';
import type { StagePerson } from './stage-person.ts';

/** The video client, once it has been loaded. */
export type Client = typeof LiveKit;
/** The participant whom an identity of the video room names; what follows `~` tells their connections apart. */
export const participantOf = (identity: string): string => identity.replace(/~.*$/, '');

/** Somebody in the video room, named by the session. */
export const personOf = (client: Client, remote: RemoteParticipant, place: StageView | undefined): StagePerson => {
  const publication = remote.getTrackPublication(client.Track.Source.Camera);
  const track = publication?.track;
  // A cut line leaves its last picture standing: better none.
  const lost = remote.connectionQuality === client.ConnectionQuality.Lost;
  const there = track !== undefined && publication?.isMuted === false && !lost;
  const microphone = remote.getTrackPublication(client.Track.Source.Microphone);
  return {
    participant: participantOf(remote.identity),
    name: place?.name,
    unit: place?.unit,
    muted: place?.muted === true || microphone === undefined || microphone.isMuted,
    speaking: remote.isSpeaking,
    ...(there
      ? {
          video: track.mediaStreamTrack,
          attach: (element: HTMLVideoElement) => {
            track.attach(element);
            return () => void track.detach(element);
          },
        }
      : {}),
  };
};

/** Brings what is published to what is wished for; without a wish it falls silent. */
export const bring = async (
  publication: LocalTrackPublication | undefined,
  wish: MediaStreamTrack | undefined,
  publish: (track: MediaStreamTrack) => Promise<unknown>,
): Promise<void> => {
  if (!wish) {
    // Muted rather than taken down: speaking again must not take half a second.
    if (publication && !publication.isMuted) await publication.mute();
    return;
  }
  if (!publication?.track) {
    await publish(wish);
    return;
  }
  if (publication.track.mediaStreamTrack !== wish) await publication.track.replaceTrack(wish, true);
  if (publication.isMuted) await publication.unmute();
};

/** Plays a voice, without anything to be seen. */
export const playHidden = (track: RemoteTrack): void => {
  const element = track.attach();
  element.dataset['stage'] = '';
  element.hidden = true;
  document.body.append(element);
};
