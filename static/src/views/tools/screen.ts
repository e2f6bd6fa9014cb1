/** A screen to show: asks the browser for one, and tells when it ends by the browser's own button. */

export const canShare = (): boolean => typeof navigator.mediaDevices?.getDisplayMedia === "function";

/** The screen's picture; null when the person chose none. `ended` is told when it is over. */
export async function openScreen(ended: () => void): Promise<MediaStreamTrack | null> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 30 } },
      audio: false,
    });
    const [track] = stream.getVideoTracks();
    if (!track) return null;
    // Letters matter more than movement.
    track.contentHint = "detail";
    track.onended = ended;
    return track;
  } catch {
    return null;
  }
}
