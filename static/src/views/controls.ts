/** What stands in the bar of the call, as things are now. */
import captionsIcon from "icon:captions";
import ellipsis from "icon:ellipsis";
import headphones from "icon:headphones";
import mic from "icon:mic";
import micOff from "icon:mic-off";
import video from "icon:video";
import videoOff from "icon:video-off";
import type { Call } from "../call/call.ts";
import type { Act } from "../call/shortcuts.ts";
import { call as words } from "../locales/words.ts";
import type { Control } from "./toolbar.ts";

export function controls(call: Call, moreOpen: boolean, perform: (act: Act) => void): Control[] {
  const { captionsShown, session } = call;
  const { sends, wants, media, looks } = session;
  const key = (name: string) => (looks.keys ? name : undefined);
  return [
    {
      test: "mic",
      label: media.microphone ? (sends.audio ? words.microphone_off : words.microphone_on) : words.no_microphone,
      shapes: sends.audio ? mic : micOff,
      look: sends.audio ? "plain" : "off",
      act: () => perform("microphone"),
      keys: key("m"),
    },
    {
      test: "camera",
      label: sends.video ? words.camera_off : words.camera_on,
      shapes: sends.video ? video : videoOff,
      look: sends.video ? "plain" : "off",
      act: () => perform("camera"),
      keys: key("v"),
    },
    {
      test: "voice-only",
      label: wants.voice_only ? words.voice_only_off : words.voice_only_on,
      shapes: headphones,
      look: wants.voice_only ? "on" : "plain",
      act: () => perform("voice_only"),
      keys: key("a"),
      wide: true,
    },
    {
      test: "captions",
      label: captionsShown ? words.captions_off : words.captions_on,
      shapes: captionsIcon,
      look: captionsShown ? "on" : "plain",
      act: () => perform("captions"),
      keys: key("c"),
      wide: true,
    },
    {
      test: "more",
      label: words.more,
      shapes: ellipsis,
      look: moreOpen ? "on" : "plain",
      act: () => perform("help"),
      keys: key("?"),
      expanded: moreOpen,
    },
  ];
}
